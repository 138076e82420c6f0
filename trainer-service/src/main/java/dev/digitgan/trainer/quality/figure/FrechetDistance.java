package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The squared Fréchet (2-Wasserstein) distance between normal distributions with given moments:
 *
 * <pre>
 *   |m1 - m2|^2 + tr C1 + tr C2 - 2 tr (C1^1/2 C2 C1^1/2)^1/2
 * </pre>
 *
 * <p>The product under the root is symmetric, unlike C1 C2, so that all roots come from eigenvalues
 * of symmetric matrices; values that rounding makes negative count as 0. The unit is the square of
 * the features' unit. The estimate is biased upwards by about 1 / count, so that only sets of one
 * size compare.
 *
 * <p>Sources: Dowson and Landau, "The Fréchet distance between multivariate normal distributions"
 * (1982), equation (4); Heusel et al., "GANs trained by a two time-scale update rule converge to a
 * local Nash equilibrium" (2017), equation (6).
 */
public final class FrechetDistance {
  private FrechetDistance() {}

  /** The distance, at least 0; symmetric except for rounding. */
  public static double of(Moments first, Moments second) {
    int columns = first.columns();
    checkArgument(
        second.columns() == columns,
        "moments of %s columns and %s do not compare",
        columns,
        second.columns());
    double ofMeans = 0;
    for (int i = 0; i < columns; i++) {
      double difference = first.mean(i) - second.mean(i);
      ofMeans += difference * difference;
    }
    DMatrixRMaj root = squareRoot(first.covariance());
    DMatrixRMaj half = new DMatrixRMaj(columns, columns);
    DMatrixRMaj product = new DMatrixRMaj(columns, columns);
    CommonOps_DDRM.mult(root, second.covariance(), half);
    CommonOps_DDRM.mult(half, root, product);
    double traces =
        CommonOps_DDRM.trace(first.covariance()) + CommonOps_DDRM.trace(second.covariance());
    return Math.max(0, ofMeans + traces - 2 * traceOfSquareRoot(product));
  }

  private static DMatrixRMaj squareRoot(DMatrixRMaj matrix) {
    int size = matrix.getNumRows();
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(matrix, true);
    // V L^1/2 V^T = (V L^1/4) (V L^1/4)^T
    DMatrixRMaj scaled = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      double factor = Math.sqrt(rootOfEigenvalue(eigen, i));
      DMatrixRMaj vector = eigen.getEigenVector(i);
      for (int row = 0; row < size; row++) {
        scaled.unsafe_set(row, i, factor * vector.unsafe_get(row, 0));
      }
    }
    DMatrixRMaj root = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multTransB(scaled, scaled, root);
    return root;
  }

  private static double traceOfSquareRoot(DMatrixRMaj matrix) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(matrix, false);
    double trace = 0;
    for (int i = 0; i < matrix.getNumRows(); i++) {
      trace += rootOfEigenvalue(eigen, i);
    }
    return trace;
  }

  private static double rootOfEigenvalue(EigenDecomposition_F64<DMatrixRMaj> eigen, int index) {
    return Math.sqrt(Math.max(0, eigen.getEigenvalue(index).getReal()));
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decompose(
      DMatrixRMaj matrix, boolean withVectors) {
    // The matrix is symmetric except for rounding.
    DMatrixRMaj symmetric = matrix.copy();
    for (int i = 0; i < matrix.getNumRows(); i++) {
      for (int j = 0; j < i; j++) {
        double middle = (matrix.get(i, j) + matrix.get(j, i)) / 2;
        symmetric.set(i, j, middle);
        symmetric.set(j, i, middle);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(matrix.getNumRows(), withVectors, true);
    if (!eigen.decompose(symmetric)) {
      throw new IllegalArgumentException("the eigenvalues of a covariance do not converge");
    }
    return eigen;
  }
}
