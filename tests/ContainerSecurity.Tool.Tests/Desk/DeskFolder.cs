namespace ContainerSecurity.Tool.Tests.Desk;

/// <summary>A folder that the command line is tried in.</summary>
internal sealed class DeskFolder : IDisposable
{
    public const string Privileged =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    image: a:1\n    securityContext: {privileged: true}\n";

    public const string Harmless = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n";

    public string Path { get; } = Directory.CreateTempSubdirectory("csec-desk-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public string Read(string name) => File.ReadAllText(In(name));

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public static (int Code, string Output, string Error) Run(params string[] args) => RunWith("", args);

    public static (int Code, string Output, string Error) RunWith(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        return (CommandLine.Run(args, reader, output, error), output.ToString(), error.ToString());
    }

    /// <summary>Runs as if started in a folder.</summary>
    public static (int Code, string Output, string Error) RunIn(string folder, params string[] args)
    {
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder;
        try
        {
            return RunWith("", args);
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }
}
