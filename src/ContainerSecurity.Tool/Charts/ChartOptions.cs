using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Helm;

namespace ContainerSecurity.Tool.Charts;

/// <summary>The options that say what a chart is rendered with. They have Helm's names.</summary>
internal sealed class ChartOptions
{
    private readonly Option<string[]> values = new("--values") { Description = "File of values, laid over those before it; '-' reads standard input." };
    private readonly Option<string[]> set = new("--set") { Description = "Single values, such as a.b=c,d[0]={x,y}." };
    private readonly Option<string[]> setString = new("--set-string") { Description = "Single values that are all texts." };
    private readonly Option<string[]> setFile = new("--set-file") { Description = "Single values whose texts files hold, such as a.b=path." };
    private readonly Option<string[]> setJson = new("--set-json") { Description = "Single values of JSON, such as a={\"b\":1}." };
    private readonly Option<string[]> setLiteral = new("--set-literal") { Description = "One value without escapes, such as a.b=x,y." };
    private readonly Option<string?> @namespace = new("--namespace", "-n") { Description = "Namespace of the release." };
    private readonly Option<string?> kubernetesVersion =
        new("--kube-version", "--kubernetes-version") { Description = "Version of Kubernetes; without it the one that the version of Helm assumes." };

    private readonly Option<string[]> apiVersions =
        new("--api-versions", "-a") { Description = "Versions of APIs that the cluster serves besides, comma-separated or repeated." };

    private readonly Option<string> helmVersion =
        new("--helm-version") { Description = "Version of Helm whose rules hold.", DefaultValueFactory = _ => HelmVersions.Default };

    private readonly Option<bool> isUpgrade = new("--is-upgrade") { Description = "Set .Release.IsUpgrade instead of .Release.IsInstall." };
    private readonly Option<bool> skipSchema = new("--skip-schema-validation") { Description = "Do not hold values against values.schema.json." };

    /// <summary>The options of what renders as Helm does, where -f is a file of values.</summary>
    public IEnumerable<Option> All()
    {
        values.Aliases.Add("-f");
        return [values, set, setString, setFile, setJson, setLiteral, @namespace, kubernetesVersion, apiVersions, helmVersion, isUpgrade, skipSchema];
    }

    /// <summary>The options of a scan, whose namespace and release are not known, and which knows the version of Kubernetes already.</summary>
    public IEnumerable<Option> OfScan => [values, set, setString, setFile, setJson, setLiteral, apiVersions, helmVersion];

    /// <summary>What the options of a scan ask for.</summary>
    /// <exception cref="IOException">A file of values cannot be read.</exception>
    public ChartFormat ReadFormat(ParseResult parsed, Terminal terminal, string? kubernetes) =>
        new(new ChartFormatOptions
        {
            Rendering = new ChartRendering
            {
                ValuesFiles = [.. List(parsed, values).Select(path => FileOf(path, terminal))],
                Set = List(parsed, set),
                SetString = List(parsed, setString),
                SetFile = List(parsed, setFile),
                SetJson = List(parsed, setJson),
                SetLiteral = List(parsed, setLiteral),
                KubernetesVersion = kubernetes,
                ApiVersions = Split(parsed),
                HelmVersion = parsed.GetValue(helmVersion)!,
            },
        });

    /// <summary>What the options ask for.</summary>
    /// <exception cref="IOException">A file of values cannot be read.</exception>
    public ChartRendering Read(ParseResult parsed, Terminal terminal, string? release) =>
        new()
        {
            ValuesFiles = [.. List(parsed, values).Select(path => FileOf(path, terminal))],
            Set = List(parsed, set),
            SetString = List(parsed, setString),
            SetFile = List(parsed, setFile),
            SetJson = List(parsed, setJson),
            SetLiteral = List(parsed, setLiteral),
            ReleaseName = release ?? new ChartRendering().ReleaseName,
            Namespace = parsed.GetValue(@namespace),
            KubernetesVersion = parsed.GetValue(kubernetesVersion),
            ApiVersions = Split(parsed),
            HelmVersion = parsed.GetValue(helmVersion)!,
            IsUpgrade = parsed.GetValue(isUpgrade),
            SkipsSchema = parsed.GetValue(skipSchema),
        };

    private string[] Split(ParseResult parsed) => [.. List(parsed, apiVersions).SelectMany(a => a.Split(',', StringSplitOptions.RemoveEmptyEntries))];

    private static string[] List(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) ?? [];

    private static SourceFile FileOf(string path, Terminal terminal) =>
        path == BoundedInput.Path
            ? new SourceFile(BoundedInput.Name, System.Text.Encoding.UTF8.GetString(BoundedInput.Read(terminal.Input)))
            : new SourceFile(path, File.ReadAllText(path));
}
