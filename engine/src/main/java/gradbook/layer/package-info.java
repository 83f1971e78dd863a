/**
 * Layers that keep what the backward pass needs, the losses on top of them and the training loop around them.
 *
 * <pre>{@code
 * Sequential net = Sequential.of(Affine.rows(64, 128, 1), new Relu(), Affine.rows(128, 10, 2));
 * SoftmaxLoss loss = new SoftmaxLoss();
 * loss.forward(net.forward(X), targets);   // one number
 * net.backward(loss.backward());           // every parameter now has its gradient
 * new Sgd(0.1).step(net.parameters());
 * }</pre>
 *
 * <p>Public methods take and return matrices that never change. Behind them every layer states its rules once, on
 * buffers that the training loop uses again for every batch. A derivative asked for between {@code forward} and {@code
 * backward}, such as a Jacobian or a gradient check, leaves both as they were ({@link gradbook.layer.Undisturbed}).
 */
package gradbook.layer;
