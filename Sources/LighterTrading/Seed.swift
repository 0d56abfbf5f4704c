// What a command means, without a terminal.
