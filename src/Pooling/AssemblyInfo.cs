using System.Runtime.CompilerServices;

// Working memory on the stack is written before it is read, so that clearing it would only cost small inputs time.
[module: SkipLocalsInit]
