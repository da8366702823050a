namespace ContainerSecurity.Secrets.Files;

/// <summary>Tells files of programs in languages that write texts within quotes.</summary>
internal static class ProgramFile
{
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".c", ".cc", ".cpp", ".cs", ".cxx", ".dart", ".ex", ".exs", ".fs", ".go", ".groovy", ".h", ".hpp", ".java", ".js", ".jsx", ".cjs", ".mjs", ".kt",
        ".kts", ".lua", ".m", ".mm", ".mts", ".cts", ".php", ".py", ".pyi", ".rb", ".rs", ".scala", ".svelte", ".swift", ".ts", ".tsx", ".vb", ".vue",
        ".pas", ".pp", ".inc", ".dpr",
        ".lpr", ".pl", ".pm", ".zig", ".nim", ".proto", ".idl", ".d", ".adb", ".ads",
    };

    /// <summary>Whether the file of a path is one.</summary>
    public static bool Is(string path)
    {
        int dot = path.LastIndexOf('.');
        return dot > 0 && Endings.Contains(path.Substring(dot));
    }
}
