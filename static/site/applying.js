// The application saves itself while it is typed, and what was found comes beside the field.
// The page works without.
(() => {
  "use strict";

  const form = document.querySelector("[data-application]");
  if (!form) return;
  const status = form.querySelector("[data-saved]");
  const PAUSE = 1500, DOUBLE_CLICK = 10000;
  // What a draft is begun with: choosing it is no reason to begin one, for it cannot be
  // chosen again.
  const BEGINS = ["applicant", "channel"];
  let timer = 0, running = null, again = false, stopped = false, isTyped = false;
  let waits = false, pressed = null, gone = 0;
  let isDraft = Boolean(form.elements.expect?.value);

  const say = (text, isWrong = false) => {
    status.textContent = text;
    status.classList.toggle("unsaved", isWrong);
  };

  const boxesOf = (region) => [...region.querySelectorAll("[name]")];

  // Whether what stands in the boxes of a region is still what was sent.
  const isAsSent = (region, sent) => {
    const now = new FormData(form);
    const textIn = (data, name) => data.getAll(name).join("\n");
    return boxesOf(region).every(({ name }) => textIn(now, name) === textIn(sent, name));
  };

  // What a region offers: boxes are others where their words are, not where something is chosen
  // in them.
  const offered = (region) => (boxesOf(region).length ? region.textContent : region.innerHTML);

  // What was found, what is missing and what can still be chosen is taken over from the answer;
  // what is being typed stays, and so does the place in it.
  const takeOver = (answer, sent) => {
    const place = document.activeElement.id;
    for (const here of document.querySelectorAll("[data-live]")) {
      const fresh = answer.getElementById(here.id) || answer.createElement("div");
      if (offered(here) !== offered(fresh) && isAsSent(here, sent)) {
        here.replaceChildren(...fresh.childNodes);
      }
    }
    if (place && !document.activeElement.id) document.getElementById(place)?.focus();
  };

  // The version and the address of the draft: the next save is of that one.
  const follow = (theirs) => {
    form.elements.expect.value = theirs.elements.expect.value;
    form.action = theirs.getAttribute("action");
    history.replaceState(null, "", form.action);
    isDraft = true;
  };

  const signedOut = () => {
    stopped = true;
    say("登录已结束，刚才的没有存下。请按“存下”重新登录，填写的内容会交还给您。", true);
  };

  const saved = (theirs, code) => {
    if (code < 300) {
      follow(theirs);
      say(`已保存 ${new Date().toTimeString().slice(0, 5)}。草稿只有本单位的人看得到。`);
    } else {
      stopped = code === 412;
      say(stopped ? "没有存下：同事已先保存，请看页首。" : "没有存下：有一处填写不对，请看页首。", true);
    }
  };

  // Sends what is typed: to be saved, or only to be looked at where nothing but the beginning was
  // chosen.
  const send = async () => {
    const sent = new FormData(form), saves = isTyped;
    isTyped = false;
    sent.set("do", saves ? "autosave" : "check");
    if (saves) say("正在保存…");
    try {
      const headers = { Accept: "text/html" };
      const reply = await fetch(form.action, { method: "POST", body: sent, headers });
      const answer = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (reply.status >= 500) throw new Error(String(reply.status));
      const theirs = answer.querySelector("[data-application]");
      if (!theirs) { signedOut(); return; }
      takeOver(answer, sent);
      if (saves) saved(theirs, reply.status);
    } catch {
      isTyped = isTyped || saves;
      again = false;
      if (saves) say("没有存下：连不上网络。继续填写，恢复以后会再存。", true);
      if (!stopped) timer = setTimeout(ask, 10 * PAUSE);
    }
  };

  const ask = async () => {
    if (stopped) return;
    if (running) { again = true; return; }
    running = send();
    await running;
    running = null;
    if (waits) {
      form.requestSubmit(pressed);
    } else if (again) {
      again = false;
      ask();
    }
  };

  form.addEventListener("input", ({ target }) => {
    if (isDraft || !BEGINS.includes(target.name)) isTyped = true;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  // Two saves at once would be each other's conflict: a button waits for the save under way, and
  // is pressed once.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    stopped = true;
    pressed = event.submitter;
    waits = Boolean(running);
    if (waits || Date.now() - gone < DOUBLE_CLICK) event.preventDefault();
    else gone = Date.now();
  });
  // Whoever comes back to a page that was sent finds what was saved, not what it was sent from.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && gone) location.replace(form.action);
  });
})();
