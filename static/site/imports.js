// What the import pages gain with a script: dragging files in, single keys, a calm wait. Every page works without.
(() => {
  "use strict";

  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing */ } },
  };

  // ---- a form that takes a while says so, once; back in the history it is as before
  for (const form of all("form[data-wait]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      const button = event.submitter || form.querySelector("button[type=submit]");
      if (!button || button.name === "back") return;
      button.dataset.words = button.textContent;
      button.setAttribute("aria-disabled", "true");
      button.textContent = form.dataset.wait;
      const status = form.querySelector("[data-status]");
      if (status) status.textContent = "文件较大时需要几十秒，请不要关闭本页。";
    });
  }
  addEventListener("pageshow", () => {
    for (const form of all("form[data-sent]")) delete form.dataset.sent;
    for (const button of all("[data-words]")) {
      button.textContent = button.dataset.words;
      button.removeAttribute("aria-disabled");
      delete button.dataset.words;
    }
    for (const status of all("[data-status]")) status.textContent = "";
  });

  // ---- files dragged in, and what was chosen
  const drop = one("[data-drop]");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    const list = drop.querySelector("[data-files]");
    const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);
    const show = () => {
      list.replaceChildren(...[...input.files].map((file) => {
        const row = document.createElement("li");
        const weight = document.createElement("span");
        weight.textContent = size(file.size);
        row.append(file.name, weight);
        return row;
      }));
      list.hidden = !input.files.length;
    };
    drop.querySelector("[data-drop-hint]").hidden = false;
    input.addEventListener("change", show);
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
    }
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      const files = new DataTransfer();
      for (const file of event.dataTransfer.files) {
        if (input.multiple || !files.files.length) files.items.add(file);
      }
      if (files.files.length) input.files = files.files;
      show();
    });
    addEventListener("pageshow", show);
  }

  // ---- decisions that were made but not sent go along, whatever is pressed
  for (const form of all("form[data-keep]")) {
    const before = () => new URLSearchParams(new FormData(form)).toString();
    const first = before();
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || event.ctrlKey || event.metaKey || event.button || before() === first) return;
      const target = new URL(link.href);
      if (target.origin !== location.origin || !target.pathname.startsWith("/admin/items/import/")) return;
      event.preventDefault();
      const go = document.createElement("input");
      go.type = "hidden";
      go.name = "go";
      go.value = target.pathname + target.search + target.hash;
      form.append(go);
      form.requestSubmit();
    });
    let sending = false;
    form.addEventListener("submit", () => { sending = true; });
    addEventListener("beforeunload", (event) => { if (!sending && before() !== first) event.preventDefault(); });
  }

  // ---- a reason that is being typed is still there after a look back
  for (const text of all("textarea[name=reason]")) {
    const key = `import-reason:${location.pathname}`;
    try {
      if (!text.value) text.value = sessionStorage.getItem(key) || "";
      text.addEventListener("input", () => sessionStorage.setItem(key, text.value));
    } catch { /* a private window keeps nothing */ }
  }

  // ---- keys
  const rows = all("[data-row]");
  const keys = one("#keys");
  const at = () => rows.findIndex((row) => row.contains(document.activeElement));
  const reach = (row) => {
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };
  const step = (by) => {
    const here = at();
    const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by;
    if (rows[next]) reach(rows[next]);
  };
  const walk = (by) => {
    const here = at();
    const found = rows.filter((row, order) => "problem" in row.dataset && (here < 0 || (order - here) * by > 0));
    const next = here < 0 && by < 0 ? undefined : by > 0 ? found[0] : found.at(-1);
    if (next) reach(next);
    else one(`[data-walk=${by > 0 ? "next" : "before"}]`)?.click();
  };
  const choose = (nth) => {
    const row = rows[at()];
    const radio = row?.querySelectorAll("input[type=radio]")[nth];
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    const rest = rows.slice(rows.indexOf(row) + 1).find((other) => "problem" in other.dataset);
    if (nth && rest) reach(rest);
    else reach(row);
  };
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    n: () => walk(1),
    p: () => walk(-1),
    o: () => { const more = rows[at()]?.querySelector("details"); if (more) more.open = !more.open; },
    s: () => one("[data-save]")?.click(),
    "/": () => one("[data-search]")?.focus(),
    "?": () => keys?.showModal(),
    "[": () => one("[rel=prev]")?.click(),
    "]": () => one("[rel=next]")?.click(),
    0: () => choose(0),
    1: () => choose(1),
    2: () => choose(2),
    3: () => choose(3),
  };
  const off = () => store.get("import-keys-off") === "1";
  const typing = (element) => element.matches("input:not([type=radio]):not([type=checkbox]), select, textarea");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys?.open) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const act = keys && !off() && acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  if (keys) {
    const box = keys.querySelector("[data-keys-off]");
    box.checked = off();
    box.addEventListener("change", () => store.set("import-keys-off", box.checked ? "1" : "0"));
    for (const button of all("[data-keys]")) {
      button.hidden = false;
      button.addEventListener("click", () => keys.showModal());
    }
    if (/^#row-\d+$/.test(location.hash)) {
      const row = document.getElementById(location.hash.slice(1));
      if (row) reach(row);
    }
  }
  one(".errors[tabindex]")?.focus();
})();
