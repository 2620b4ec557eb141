// What every page does: keys, theme, menus, drafts, and forms that are sent once.
(() => {
  "use strict";
  const KEYS_OFF = "lantu.keys-off";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Theme: kept in a cookie, so that the server paints the right one at once.
  const switchTheme = () => {
    const root = document.documentElement;
    const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    root.dataset.bsTheme = theme;
    delete root.dataset.follows;
    document.cookie = `theme=${theme};path=/;max-age=31536000;samesite=lax`;
    document.dispatchEvent(new CustomEvent("lantu:theme", { detail: theme }));
  };

  // Keys.
  const rows = () => all("[data-row]").filter((row) => row.offsetParent !== null);
  const move = (step) => {
    const list = rows();
    if (!list.length) return;
    const at = list.indexOf(one("[data-row].row-chosen"));
    const next = list[Math.min(list.length - 1, Math.max(0, at + step))];
    list.forEach((row) => row.classList.toggle("row-chosen", row === next));
    (one("a", next) || next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  let waitsForNumber = false;
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      const draft = one("form[data-draft-action]");
      if (draft) { event.preventDefault(); one(draft.dataset.draftAction, draft)?.click(); }
      return;
    }
    if (event.key === "Escape") {
      all("details.who[open]").forEach((open) => { open.open = false; one("summary", open).focus(); });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (localStorage.getItem(KEYS_OFF)) return;
    if (waitsForNumber && /^[1-9]$/.test(event.key)) {
      all(".menu a")[Number(event.key) - 1]?.click();
    }
    waitsForNumber = event.key === "g";
    if (event.key === "/") { event.preventDefault(); one("[data-find]")?.focus(); }
    if (event.key === "?") one("#keys")?.showModal();
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key === "o") one("[data-row].row-chosen a")?.click();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-switch]")) switchTheme();
    const opens = event.target.closest("[data-opens]");
    if (opens) document.getElementById(opens.dataset.opens)?.showModal();
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    const toggles = event.target.closest("[data-toggles]");
    if (toggles) {
      const shown = document.body.classList.toggle(`shows-${toggles.dataset.toggles}`);
      toggles.setAttribute("aria-expanded", String(shown));
    }
    if (event.target.closest("[data-print]")) window.print();
    const who = one("details.who[open]");
    if (who && !who.contains(event.target)) who.open = false;
    const words = event.target.closest("[data-inserts]");
    if (words) insert(words);
  });

  // A stock phrase goes where the person writes; it can be taken back with Ctrl+Z.
  const insert = (button) => {
    const field = document.getElementById(button.dataset.into);
    field.focus();
    const text = (field.value && !field.value.endsWith("\n") ? "\n" : "") + button.dataset.inserts;
    if (!document.execCommand("insertText", false, text)) {
      field.value += text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  // A form is sent once: the button rests until the answer is there.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    const ask = event.submitter?.dataset.confirm;
    if (ask && !window.confirm(ask)) { event.preventDefault(); delete form.dataset.sent; return; }
    setTimeout(() => all("button", form).forEach((button) => { button.setAttribute("aria-disabled", "true"); }));
    if (form.dataset.slow) {
      const said = document.createElement("div");
      said.className = "slow";
      said.role = "status";
      said.textContent = form.dataset.slow;
      document.body.append(said);
    }
    setTimeout(() => { delete form.dataset.sent; all("button", form).forEach((button) => button.removeAttribute("aria-disabled")); }, 15000);
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // Drafts: what is typed stays on this machine until it was taken in, and comes back after a login.
  const fields = (form) => all("input[name], textarea[name], select[name]", form)
    .filter((field) => !["hidden", "file", "password", "submit"].includes(field.type));
  const restore = (form) => {
    const key = `lantu.draft:${form.dataset.draft}`;
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    if (!kept || one(".errors", form) || kept.version !== (form.dataset.version || "")) return;
    let changed = false;
    fields(form).forEach((field) => {
      const values = kept.values[field.name];
      if (!values) return;
      if (["checkbox", "radio"].includes(field.type)) {
        const checked = values.includes(field.value);
        changed ||= field.checked !== checked;
        field.checked = checked;
      } else if (field.value !== values[0]) { changed = true; field.value = values[0]; }
    });
    if (changed) tell(form, "已恢复上次没有提交的内容。");
  };
  const keep = (form) => {
    const values = {};
    fields(form).forEach((field) => {
      const given = ["checkbox", "radio"].includes(field.type) ? (field.checked ? [field.value] : []) : [field.value];
      values[field.name] = (values[field.name] || []).concat(given);
    });
    localStorage.setItem(`lantu.draft:${form.dataset.draft}`, JSON.stringify({ values, version: form.dataset.version || "" }));
  };
  const tell = (form, words) => {
    let said = one(".draft-said", form);
    if (!said) {
      said = document.createElement("p");
      said.className = "draft-said";
      said.role = "status";
      form.prepend(said);
    }
    said.textContent = words;
  };
  const begin = (within) => {
    all("form[data-draft]", within).forEach((form) => {
      restore(form);
      let waits;
      form.addEventListener("input", () => { clearTimeout(waits); waits = setTimeout(() => keep(form), 400); });
    });
    all("[data-draft-done]", within).forEach((done) => localStorage.removeItem(`lantu.draft:${done.dataset.draftDone}`));
    one("#errors", within)?.focus();
    // Fields that belong to a choice are shown with it.
    all("[data-choice-of]", within).forEach((part) => {
      const radios = all(`input[name="${part.dataset.choiceOf}"]`);
      const show = () => {
        const chosen = radios.find((radio) => radio.checked)?.value;
        part.hidden = !part.dataset.choices.split(" ").includes(chosen);
      };
      radios.forEach((radio) => radio.addEventListener("change", show));
      show();
    });
    all("[data-checks-all]", within).forEach((box) => box.addEventListener("change", () => {
      all(`input[name="${box.dataset.checksAll}"]`).forEach((other) => { other.checked = box.checked; });
    }));
  };
  addEventListener("DOMContentLoaded", () => {
    begin(document);
    const off = one("[data-keys-off]");
    if (off) {
      off.checked = Boolean(localStorage.getItem(KEYS_OFF));
      off.addEventListener("change", () => (off.checked ? localStorage.setItem(KEYS_OFF, "1") : localStorage.removeItem(KEYS_OFF)));
    }
  });
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) begin(event.target); });
})();
