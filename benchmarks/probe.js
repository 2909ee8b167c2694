// Runs in every page before its own scripts: notes draw commands, websocket traffic and clicks.
(() => {
  const probe = { draws: 0, firstDraw: 0, lastDraw: 0, received: 0, sent: 0, firstMessage: 0,
    lastMessage: 0, clicked: 0, answered: 0 };
  window.pageProbe = probe;
  // A draw counts as the answer only after the server has said something.
  probe.reset = () => Object.assign(probe, { draws: 0, firstDraw: 0, received: 0, sent: 0,
    firstMessage: 0, clicked: 0, answered: 0 });

  const calls = ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"];
  for (const context of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    for (const name of calls) {
      const original = context && context.prototype[name];
      if (!original) continue;
      context.prototype[name] = function (...values) {
        const now = performance.now();
        probe.draws += 1;
        probe.lastDraw = now;
        if (!probe.firstDraw && probe.firstMessage) probe.firstDraw = now;
        return original.apply(this, values);
      };
    }
  }

  const size = (data) => data.byteLength ?? data.size ?? data.length;
  window.WebSocket = class extends WebSocket {
    constructor(...values) {
      super(...values);
      this.addEventListener("message", (event) => {
        probe.received += size(event.data);
        probe.lastMessage = performance.now();
        probe.firstMessage ||= probe.lastMessage;
      });
    }
    send(data) {
      probe.sent += size(data);
      return super.send(data);
    }
  };

  addEventListener("click", (event) => { probe.clicked = event.timeStamp; }, true);

  // The bare app answers with a text.
  addEventListener("DOMContentLoaded", () => {
    let before = null;
    new MutationObserver(() => {
      const now = document.getElementById("answer")?.textContent ?? null;
      if (now !== before && !probe.answered) probe.answered = performance.now();
      before = now;
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
})();
