package gradbook.kernel.execution;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gradbook.kernel.protocol.Message;

/** How the kernel introduces itself. */
public final class KernelInfo {
    private KernelInfo() {}

    /** The language as notebooks keep it in their metadata, the same on every JDK. */
    public static JsonObject language() {
        JsonObject language = new JsonObject();
        language.addProperty("name", "java");
        language.addProperty("mimetype", "text/x-java-source");
        language.addProperty("file_extension", ".java");
        language.addProperty("pygments_lexer", "java");
        language.addProperty("codemirror_mode", "text/x-java");
        return language;
    }

    static JsonObject reply() {
        JsonObject language = language();
        language.addProperty("version", Runtime.version().toString());
        String version = KernelInfo.class.getPackage().getImplementationVersion();
        JsonObject info = new JsonObject();
        info.addProperty("protocol_version", Message.PROTOCOL);
        info.addProperty("implementation", "gradbook");
        info.addProperty("implementation_version", version == null ? "0" : version);
        info.add("language_info", language);
        info.addProperty(
                "banner",
                "Gradbook on Java " + Runtime.version().feature()
                        + ": backpropagation you can open, step through and change." + " %help lists the magics.");
        info.addProperty("debugger", false);
        info.add("help_links", new JsonArray());
        info.add("supported_features", new JsonArray());
        return info;
    }
}
