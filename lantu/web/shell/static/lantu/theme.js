// Before anything is painted: follow the system's theme where the person chose none.
(() => {
  const root = document.documentElement;
  if (!root.dataset.follows) return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (!root.dataset.follows) return;
    root.dataset.bsTheme = dark.matches ? "dark" : "light";
    document.dispatchEvent(new CustomEvent("lantu:theme", { detail: root.dataset.bsTheme }));
  };
  follow();
  dark.addEventListener("change", follow);
})();
