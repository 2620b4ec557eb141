// Before anything is painted: follow the system's theme where the person chose none.
(() => {
  const root = document.documentElement;
  if (!root.dataset.follows) return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.dataset.bsTheme = dark.matches ? "dark" : "light"; };
  follow();
  dark.addEventListener("change", follow);
})();
