// What a page gains with a script; every page works without. Nothing leaves the site,
// nothing is counted.
(() => {
  "use strict";

  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) {
      try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing */ }
    },
  };

  // The large mode, also on a copy that was kept before it was chosen.
  if (/(?:^|; )large=1/.test(document.cookie) && !/[?&]large=0/.test(location.search)) {
    document.documentElement.dataset.large = "";
  }

  // The township chosen last is proposed again; an address that names one wins.
  for (const select of document.querySelectorAll("select[data-remember]")) {
    const key = `township:${select.dataset.remember}`;
    const named = new URLSearchParams(location.search).get("t");
    const last = store.get(key);
    if (named) store.set(key, named);
    else if (last && [...select.options].some((option) => option.value === last)) {
      select.value = last;
    }
    select.addEventListener("change", () => store.set(key, select.value));
  }

  // Copy and share, where the browser can.
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent.trim();
      await navigator.clipboard.writeText(text);
      button.textContent = "已复制";
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
  for (const button of document.querySelectorAll("[data-share]")) {
    if (!navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ title: button.dataset.title, url: button.dataset.share }).catch(() => {});
    });
  }
})();
