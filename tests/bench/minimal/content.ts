declare const chrome: { readonly runtime: { sendMessage(message: string): Promise<unknown> } };

const button = document.createElement('button');
button.textContent = 'Ask';
button.addEventListener('click', () => void chrome.runtime.sendMessage('open'));
document.documentElement.append(button);

export {};
