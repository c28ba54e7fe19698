// What the export page gains with a script: how far a file is, a way to stop. Without,
// the browser's own download.
(() => {
  "use strict";

  document.querySelector(".errors[tabindex]")?.focus();
  const form = document.querySelector("[data-export]");
  if (!form || !window.fetch || !window.ReadableStream) return;
  const find = (name) => form.querySelector(`[data-${name}]`);
  const [status, bar, stop] = [find("status"), find("progress"), find("stop")];
  const button = form.querySelector("button[type=submit]");
  const words = button.textContent;
  const size = (bytes) => (
    bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);
  // Where in an archive a township's list begins: its name starts with the code.
  const LISTS = /PK\u0003\u0004[^]{26}\d{12}/g;
  const LONGEST = 42;
  let running = null;

  const nameOf = (answer) => {
    const said = answer.headers.get("Content-Disposition") || "";
    const coded = said.match(/filename\*=utf-8''([^;]+)/i);
    return coded ? decodeURIComponent(coded[1]) : (said.match(/filename="([^"]+)"/) || [])[1];
  };
  const show = (on) => {
    if (on) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
    button.textContent = on ? "正在生成……" : words;
    stop.hidden = !on;
    bar.hidden = !on;
  };
  const save = (parts, type, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const tell = (bytes, lists) => {
    status.textContent = lists
      ? `已生成${lists}份，${size(bytes)}。完成以前请不要关闭本页。`
      : `已收到${size(bytes)}。完成以前请不要关闭本页。`;
    if (lists) {
      bar.max = Math.max(Number(form.dataset.townships), lists);
      bar.value = lists;
    }
  };
  const read = async (answer) => {
    const [reader, latin, parts] = [answer.body.getReader(), new TextDecoder("latin1"), []];
    const isPack = (answer.headers.get("Content-Type") || "").startsWith("application/zip");
    let [bytes, lists, tail] = [0, 0, ""];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { parts, bytes, lists };
      parts.push(value);
      bytes += value.length;
      if (isPack) {
        const text = tail + latin.decode(value, { stream: true });
        const found = [...text.matchAll(LISTS)];
        lists += found.length;
        const last = found.length ? found.at(-1).index + LONGEST : 0;
        tail = text.slice(Math.max(last, text.length - LONGEST + 1));
      }
      tell(bytes, lists);
    }
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (running) return;
    running = new AbortController();
    const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    bar.removeAttribute("value");
    show(true);
    status.textContent = "正在生成，请稍候……";
    try {
      const answer = await fetch(address, { signal: running.signal, credentials: "same-origin" });
      const name = answer.ok && nameOf(answer);
      if (!name) {
        location.assign(address); // the page says what is wrong, or asks to log in
        return;
      }
      const { parts, bytes, lists } = await read(answer);
      save(parts, answer.headers.get("Content-Type"), name);
      const count = lists ? `${lists}份，` : "";
      status.textContent = `“${name}”已生成（${count}${size(bytes)}），请到浏览器的下载列表中打开。`;
    } catch (error) {
      status.textContent = error.name === "AbortError" ? "已停止，没有保存文件。" : "网络中断，文件没有下载完，请再试一次。";
    }
    show(false);
    running = null;
  });
  stop.addEventListener("click", () => running?.abort());
  addEventListener("beforeunload", (event) => { if (running) event.preventDefault(); });
  addEventListener("pageshow", () => { if (!running) show(false); });
})();
