package gradbook.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Chromium without a window; it shows pages, and fragments as pages of their own, and keeps pictures in target/screens. */
final class Browser implements AutoCloseable {
    private final ChromeDriver driver;
    private final Path screens;
    private String name = "page";

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // what a page asks of the network fails at
                // once
                "--window-size=1000,900");
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(program("chromedriver"))
                        .build(),
                options);
        try {
            screens = Files.createDirectories(Path.of("target", "screens"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File program(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new AssertionError("-Pjupyter needs `" + name + "`, which is not on the PATH"));
    }

    void show(String name, String fragment) {
        open(name, "", fragment);
    }

    /** As a page that forbids every script, which is what an untrusted notebook or a strict server does. */
    void showWithoutScripts(String name, String fragment) {
        open(name, "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">", fragment);
    }

    private void open(String name, String head, String fragment) {
        try {
            Path page = screens.resolve(name + ".html").toAbsolutePath();
            Files.writeString(
                    page, "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">" + head + "<body>" + fragment);
            open(name, page.toUri());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes to a page, whose pictures will bear {@code name}. */
    void open(String name, URI page) {
        this.name = name;
        driver.get(page.toString());
    }

    /** Waits until {@code script} returns something that is neither null nor false, and returns it. */
    Object await(String what, String script) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            Object found = driver.executeScript(script);
            if (found != null && !Boolean.FALSE.equals(found)) return found;
            Thread.sleep(100);
        }
        keep("-waiting");
        throw new AssertionError("waited a minute for " + what);
    }

    /** Light or dark, as the reader's system asks for. */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** The contrast of a text against what it stands on, as WCAG 2 defines it: from 1 to 21. */
    double contrast(String text, String paper) {
        WebElement on = find(text);
        String ink = on.getCssValue(on.getTagName().equals("text") ? "fill" : "color");
        double a = luminance(ink);
        double b = luminance(find(paper).getCssValue("fill"));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String color) {
        String[] parts = color.replaceAll("[^0-9.,]", "").split(",");
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double c = Double.parseDouble(parts[i]) / 255;
            sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    /** Keeps what is seen now. */
    void keep(String suffix) {
        try {
            Files.write(screens.resolve(name + suffix + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
