// The event log's export with its progress: how many lines have come, and how far back they reach. Without this script the
// browser saves the file by itself.
"use strict";
const exporting = document.querySelector("[data-export]");
const exportForm = document.querySelector("form[action='/control/events/export']");

function report(count, share) {
  const percent = Math.min(100, Math.floor(share * 100));
  exporting.querySelector("progress").value = percent;
  exporting.querySelector("span").textContent = `${count.toLocaleString()} lines, ${percent} %`;
}

// The place in the log that a line of the file begins with, in either format.
function placeOf(line) {
  const found = line.match(/^(\d+),|"seq":(\d+)/);
  return found && Number(found[1] || found[2]);
}

async function take(reply) {
  const [newest, oldest] = (reply.headers.get("keylink-places") || "").split(" ").map(Number);
  const parts = [];
  const words = new TextDecoder();
  const reader = reply.body.getReader();
  let rest = "";
  let count = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts;
    parts.push(value);
    const lines = (rest + words.decode(value, { stream: true })).split("\n");
    rest = lines.pop();
    const places = lines.map(placeOf).filter(Boolean);
    count += places.length;
    if (places.length) report(count, (newest - places.at(-1) + 1) / (newest - oldest + 1));
  }
}

function save(parts, reply) {
  const name = reply.headers.get("content-disposition").match(/filename="([^"]+)"/)[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type: reply.headers.get("content-type") }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  exporting.querySelector("progress").value = 100;
  exporting.querySelector("span").textContent = `${name} is saved.`;
}

if (exporting && exportForm && window.ReadableStream) {
  exportForm.addEventListener("submit", async (event) => {
    const format = event.submitter && event.submitter.value;
    if (!format) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(exportForm));
    body.set("format", format);
    exportForm.closest("details").open = false;
    const stop = new AbortController();
    const button = exporting.querySelector("button");
    button.onclick = () => stop.abort();
    exporting.hidden = false;
    button.hidden = false;
    report(0, 0);
    try {
      const reply = await fetch(exportForm.action, { method: "POST", body, signal: stop.signal });
      if (!reply.headers.has("keylink-places")) {
        // The house asks first whether it is still the same person: it does so on a page.
        exporting.hidden = true;
        const choice = Object.assign(document.createElement("input"), { type: "hidden", name: "format", value: format });
        exportForm.append(choice);
        exportForm.submit();
        choice.remove();
        return;
      }
      save(await take(reply), reply);
    } catch (_) {
      exporting.querySelector("span").textContent = stop.signal.aborted
        ? "Stopped. Nothing was saved."
        : "The connection broke, so nothing was saved. Try again.";
    }
    button.hidden = true;
  });
}
