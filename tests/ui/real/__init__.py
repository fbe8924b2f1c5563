"""The whole program in a process of its own, on a display, used with a real mouse and a real keyboard."""
