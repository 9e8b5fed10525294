// 成批填写：选中一页，数一数选了几份。没有脚本也能逐份勾选，或者勾“筛选出的全部”。
(() => {
  const form = document.getElementById("set-form");
  if (!form) return;
  const whole = document.getElementById("pick-page");
  const said = document.getElementById("pick-count");
  const all = form.elements.namedItem("all");
  const picks = [...form.querySelectorAll("input[name=pick]")];
  const tell = () => {
    const many = picks.filter((one) => one.checked).length;
    whole.checked = many === picks.length;
    whole.indeterminate = many > 0 && many < picks.length;
    said.textContent = all.checked ? "选了筛选出的全部" : many ? `选了 ${many} 份` : "还没有选文件";
  };
  whole.hidden = false;
  whole.addEventListener("change", () => {
    picks.forEach((one) => { one.checked = whole.checked; });
    tell();
  });
  form.addEventListener("change", tell);
  tell();
})();
