/**
 * What Jitsi's dialogs are made of, as Jitsi has it: how they keep the focus, the wheel and the fingers is what an
 * extension beside them meets. The server sends this module with all that it imports (`server/libraries.ts`).
 */
export { createElement, useEffect, useRef, useState } from 'react';
export { createPortal } from 'react-dom';
export { createRoot } from 'react-dom/client';
export { default as FocusLock } from 'react-focus-lock';
export { FocusOn } from 'react-focus-on';
