DKFDS.init();

// A refused form begins with what is wrong, also for those who do not see it.
document.querySelector("[data-fokus]")?.focus();
