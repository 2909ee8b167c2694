// A text and a button that copies it. Browsers give the clipboard to encrypted pages only; on an
// intranet without a certificate the older way does it.

export default function ({ data, parentElement }) {
  const [button, text] = parentElement.querySelectorAll("button, pre");
  text.textContent = data.text;
  button.textContent = data.label;
  const copyTheOldWay = () => {
    const area = document.createElement("textarea");
    area.value = data.text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    button.focus();
    return isCopied;
  };
  button.onclick = async () => {
    let isCopied = false;
    try {
      await navigator.clipboard.writeText(data.text);
      isCopied = true;
    } catch {
      isCopied = copyTheOldWay();
    }
    button.textContent = isCopied ? data.copied : data.failed;
    setTimeout(() => { button.textContent = data.label; }, 2500);
  };
}
