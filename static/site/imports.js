// What the import pages gain with a script: dragging files in, single keys, a calm wait.
// Every page works without.
(() => {
  "use strict";

  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) {
      try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing */ }
    },
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
    const size = (bytes) => (
      bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);
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
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    for (const name of ["dragleave", "drop"]) {
      drop.addEventListener(name, () => drop.classList.remove("over"));
    }
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
    const touched = () => before() !== first;
    const inside = (url) => (
      url.origin === location.origin && url.pathname.startsWith("/admin/items/import/"));
    const take = (event, address) => {
      const target = new URL(address, location.href);
      if (!touched() || !inside(target)) return;
      event.preventDefault();
      const go = document.createElement("input");
      go.type = "hidden";
      go.name = "go";
      go.value = target.pathname + target.search + target.hash;
      form.append(go);
      form.requestSubmit();
    };
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.button) return;
      if (link.pathname + link.search === location.pathname + location.search && link.hash) return;
      take(event, link.href);
    });
    for (const other of all("form[method=get]")) {
      other.addEventListener("submit", (event) => {
        take(event, `?${new URLSearchParams(new FormData(other))}`);
      });
    }
    let sending = false;
    form.addEventListener("submit", () => { sending = true; });
    addEventListener("pageshow", () => { sending = false; });
    addEventListener("beforeunload", (event) => {
      if (!sending && touched()) event.preventDefault();
    });
  }

  // ---- decisions not sent outlive a log-in in between; what is left to decide is counted as one
  // goes
  for (const form of all(".import-alike")) {
    const key = `import-decisions:${form.action}`;
    const status = form.querySelector("[data-unsaved]");
    const radios = [...form.querySelectorAll("input[type=radio]")];
    const usual = radios.filter((radio) => radio.defaultChecked);
    const groups = new Map(usual.map((radio) => [radio.name, radio.value]));
    const read = () => {
      try { return JSON.parse(sessionStorage.getItem(key)) || {}; } catch { return {}; }
    };
    const write = (kept) => {
      try { sessionStorage.setItem(key, JSON.stringify(kept)); } catch { /* nothing is kept */ }
    };
    const tell = (said = "") => {
      const chosen = radios.filter((radio) => radio.checked);
      const changed = chosen.filter((radio) => radio.value !== groups.get(radio.name)).length;
      const left = chosen.filter((radio) => !radio.value).length;
      status.textContent = `${said}${changed ? `已选${changed}项，尚未保存；` : ""}本页待定${left}项。`;
    };
    const kept = read();
    let restored = 0;
    for (const radio of radios) {
      if (!(radio.name in kept) || kept[radio.name] !== radio.value) continue;
      if (groups.get(radio.name) === radio.value) delete kept[radio.name];
      else { radio.checked = true; restored += 1; }
    }
    write(kept);
    const mark = (radio) => {
      const row = radio.closest("[data-row]");
      if (radio.value) delete row.dataset.problem;
      else row.dataset.problem = "";
    };
    form.addEventListener("change", (event) => {
      if (event.target.type !== "radio") return;
      write({ ...read(), [event.target.name]: event.target.value });
      mark(event.target);
      tell();
    });
    form.addEventListener("submit", (event) => {
      const many = form.querySelector("select[name=all]");
      if (many && !event.submitter?.closest(".import-switch")) many.value = "";
    });
    if (radios.length) {
      radios.filter((radio) => radio.checked).forEach(mark);
      tell(restored ? `已找回上次没有保存的${restored}项选择。` : "");
    }
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
  const sift = one("[data-sift]");
  if (sift) {
    const measure = () => {
      const stuck = getComputedStyle(sift).position === "sticky" ? sift.offsetHeight : 0;
      document.documentElement.style.setProperty("--sift", `${stuck}px`);
    };
    new ResizeObserver(measure).observe(sift);
    measure();
  }
  let last = -1; // the row one was at, also when a button outside of it was pressed since
  const at = () => {
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    if (here >= 0) last = here;
    return last;
  };
  const reach = (row) => {
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const here = at();
    const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by;
    if (rows[next]) reach(rows[next]);
  };
  const problems = () => rows.filter((row) => "problem" in row.dataset);
  const counter = one("[data-walk-said]");
  const everyProblem = rows.filter((row) => "problem" in row.dataset);
  const say = () => {
    const place = counter ? everyProblem.findIndex((row) => row === rows[at()]) : -1;
    if (place >= 0) {
      const nth = Number(counter.dataset.first) + place;
      counter.textContent = `第${nth}个，共${counter.dataset.total}个问题`;
    }
  };
  document.addEventListener("focusin", say);
  const walk = (by) => {
    const here = at();
    const found = problems().filter((row) => here < 0 || (rows.indexOf(row) - here) * by > 0);
    const next = here < 0 && by < 0 ? undefined : by > 0 ? found[0] : found.at(-1);
    if (next) { reach(next); return true; }
    return false;
  };
  for (const link of all("[data-walk]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey) return;
      if (walk(link.dataset.walk === "next" ? 1 : -1)) event.preventDefault();
    });
  }
  const walkOn = (by) => {
    if (!walk(by)) one(`[data-walk=${by > 0 ? "next" : "before"}]`)?.click();
  };
  const choose = (nth) => {
    const row = rows[at()];
    const radio = row?.querySelectorAll("input[type=radio]")[nth];
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    const rest = rows.slice(rows.indexOf(row) + 1).find((other) => "problem" in other.dataset);
    reach(nth && rest ? rest : row);
  };
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    n: () => walkOn(1),
    p: () => walkOn(-1),
    o: () => {
      const more = rows[at()]?.querySelector("details");
      if (more) more.open = !more.open;
    },
    s: () => one("[data-save]")?.click(),
    g: () => one("[data-next]")?.click(),
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
  const typing = (element) => element.matches(
    "input:not([type=radio]):not([type=checkbox]), select, textarea");
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
