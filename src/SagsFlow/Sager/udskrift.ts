document.documentElement.classList.add("med-script");
document.querySelector("#udskriv")?.addEventListener("click", () => window.print());
