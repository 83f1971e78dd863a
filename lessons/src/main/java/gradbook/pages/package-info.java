/** The executed course as static pages. */
package gradbook.pages;
