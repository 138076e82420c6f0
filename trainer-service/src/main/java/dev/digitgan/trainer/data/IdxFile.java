package dev.digitgan.trainer.data;

/**
 * An IDX file that was read and checked.
 *
 * @param values what follows the header; the holder of this record owns them
 * @param sha256 of the whole uncompressed file, in hex
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; megabytes that are handed over
record IdxFile(int count, byte[] values, String sha256) {}
