// The application saves itself while it is typed, and what was found comes beside the field. The page works without.
(() => {
  "use strict";

  const form = document.querySelector("[data-application]");
  if (!form) return;
  const status = form.querySelector("[data-saved]");
  const PAUSE = 1500;
  let timer = 0, running = false, again = false, stopped = false;

  const say = (text, isWrong = false) => {
    status.textContent = text;
    status.classList.toggle("unsaved", isWrong);
  };

  // What was found and what is missing is taken over from the answer; what is being typed stays.
  const takeOver = (answer) => {
    for (const fresh of answer.querySelectorAll("[data-live]")) {
      const here = document.getElementById(fresh.id);
      if (here && here.innerHTML !== fresh.innerHTML) here.replaceChildren(...fresh.childNodes);
    }
  };

  // The version and the address of the draft: the next save is of that one.
  const follow = (answer) => {
    const theirs = answer.querySelector("[data-application]");
    const seen = theirs.elements.expect;
    if (form.elements.expect) form.elements.expect.value = seen.value;
    form.action = theirs.getAttribute("action");
    history.replaceState(null, "", form.action);
  };

  const saved = (answer, isKept, code) => {
    const theirs = answer.querySelector("[data-application]");
    if (!theirs) {
      stopped = true;
      say("登录已结束，刚才的没有存下。请按“存下”重新登录，填写的内容会交还给您。", true);
      return;
    }
    takeOver(answer);
    if (isKept) {
      follow(answer);
      say(`已保存 ${new Date().toTimeString().slice(0, 5)}。草稿只有本单位的人看得到。`);
    } else {
      stopped = code === 412;
      say(stopped ? "没有存下：同事已先保存，请看页首。" : "没有存下：有一处填写不对，请看页首。", true);
    }
  };

  const save = async () => {
    if (stopped) return;
    if (running) { again = true; return; }
    running = true;
    const typed = new FormData(form);
    typed.set("do", "autosave");
    say("正在保存…");
    try {
      const reply = await fetch(form.action, { method: "POST", body: typed, headers: { Accept: "text/html" } });
      const answer = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (reply.status >= 500) throw new Error(String(reply.status));
      saved(answer, reply.ok, reply.status);
    } catch {
      say("没有存下：连不上网络。继续填写，恢复以后会再存。", true);
      again = false;
      timer = setTimeout(save, 10 * PAUSE);
    }
    running = false;
    if (again) { again = false; save(); }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    stopped = true;
  });
})();
