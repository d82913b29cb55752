// Shared by the files of this target only.

/// A descriptor above those of standard input, output and error, in place of this one; or a negative error.
int above_standard(int descriptor);
