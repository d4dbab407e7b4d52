declare const chrome: { readonly runtime: { sendMessage(message: string): Promise<unknown> } };

document.querySelector('button')?.addEventListener('click', () => {
  void chrome.runtime.sendMessage('send');
});

export {};
