// Two versions of a layer, divided by a bar: the earlier is cut off on its right, the later on its left.
(() => {
  "use strict";
  document.addEventListener("map:ready", ({ target, detail: api }) => {
    if (!target.dataset.compares) return;
    const range = document.getElementById("divide");
    const bar = document.createElement("div");
    bar.className = "map-divide";
    target.append(bar);
    const cut = (digest, keeps) => {
      const layer = api.addTiles({ key: target.dataset.compares, digest });
      layer.set("key", digest);
      layer.on("prerender", ({ context, frameState }) => {
        const [width, height] = frameState.size, at = width * range.value / 100;
        const ratio = frameState.pixelRatio;
        context.save();
        context.beginPath();
        if (keeps === "left") context.rect(0, 0, at * ratio, height * ratio);
        else context.rect(at * ratio, 0, (width - at) * ratio, height * ratio);
        context.clip();
      });
      layer.on("postrender", ({ context }) => context.restore());
      return layer;
    };
    cut(target.dataset.before, "left");
    cut(target.dataset.after, "right");
    const place = () => { bar.style.left = `${range.value}%`; api.map.render(); };
    range.addEventListener("input", place);
    place();
  });
})();
