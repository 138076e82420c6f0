package dev.digitgan.store;

/** Whether a store in a directory forces the names of its objects to the disk. */
public enum DirectorySync {
  /** What was written is still there after a power failure. */
  FORCED,

  /**
   * For file systems that cannot force a directory. After a power failure the newest objects may be
   * gone, or some of them: a version whose weights are gone is refused by its readers.
   */
  LEFT_OUT;

  /** The option of command lines that asks for {@link #LEFT_OUT}. */
  public static final String OPTION = "--store-without-directory-sync";

  /** Its variable, {@code true} or {@code false}. */
  public static final String VARIABLE = "DIGITGAN_STORE_WITHOUT_DIRECTORY_SYNC";
}
