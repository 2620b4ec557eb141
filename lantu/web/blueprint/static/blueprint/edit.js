// The line of the table of points stands on the map, where its corners can be moved and drawn anew.
(() => {
  "use strict";
  const points = () => document.querySelector("[data-points]")?.lantuPoints;
  const line = (api) => {
    let feature = null, modify = null;
    const change = ({ detail }) => {
      if (!detail.polygon.length) { if (feature) api.shapes.removeFeature(feature); feature = null; return; }
      if (!feature || !api.shapes.hasFeature(feature)) {
        feature = new ol.Feature(new ol.geom.Polygon(detail.polygon));
        feature.set("kind", "line");
        feature.set("label", "编辑中");
        api.shapes.addFeature(feature);
        if (modify) api.map.removeInteraction(modify);
        modify = new ol.interaction.Modify({ features: new ol.Collection([feature]), pixelTolerance: 12 });
        modify.on("modifyend", () => points()?.set(feature.getGeometry().getCoordinates()));
        api.map.addInteraction(modify);
      } else feature.getGeometry().setCoordinates(detail.polygon);
      if (detail.source === "text") api.fit(feature.getGeometry().getExtent());
    };
    document.addEventListener("points:changed", change);
    return () => { if (points()?.polygon.length) change({ detail: { polygon: points().polygon, source: "loaded" } }); };
  };
  const draws = (api) => {
    const button = document.querySelector("[data-draws]");
    if (!button) return;
    const said = button.parentElement.querySelector("output");
    let drawing = null;
    const stop = () => { if (drawing) api.map.removeInteraction(drawing); drawing = null; button.setAttribute("aria-pressed", "false"); said.textContent = ""; };
    button.addEventListener("click", () => {
      if (drawing) { stop(); return; }
      drawing = new ol.interaction.Draw({ type: "Polygon" });
      drawing.on("drawstart", ({ feature }) => feature.getGeometry().on("change", ({ target }) => { said.textContent = `${(Math.abs(target.getArea()) / 10000).toFixed(4)} 公顷`; }));
      drawing.on("drawend", ({ feature }) => { points()?.set(feature.getGeometry().getCoordinates()); setTimeout(stop); });
      api.map.addInteraction(drawing);
      button.setAttribute("aria-pressed", "true");
      said.textContent = "逐点单击，双击闭合";
    });
    addEventListener("keydown", (event) => { if (event.key === "Escape") stop(); });
  };
  document.addEventListener("map:ready", ({ target, detail: api }) => {
    if (!target.hasAttribute("data-edits")) return;
    const again = line(api);
    draws(api);
    target.addEventListener("map:loaded", again);
  });
})();
