using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Helm;

namespace ContainerSecurity.Tool.Charts;

/// <summary><c>csec helm template</c>: prints what <c>helm template</c> prints.</summary>
internal sealed class HelmTemplateCommand : Command
{
    private const string SourceLine = "# Source: ";

    private readonly Terminal terminal;
    private readonly Argument<string[]> names = new("name-and-chart")
    {
        Description = "The chart, a folder or a packed file (.tgz), with the name of the release before it where it is not 'release-name'.",
        Arity = new ArgumentArity(1, 2),
    };

    private readonly ChartOptions options = new();
    private readonly Option<bool> includeCrds = new("--include-crds") { Description = "Print the files of crds/ first." };
    private readonly Option<bool> skipTests = new("--skip-tests") { Description = "Leave tests out." };
    private readonly Option<bool> noHooks = new("--no-hooks") { Description = "Leave hooks out." };
    private readonly Option<string[]> showOnly = new("--show-only", "-s") { Description = "Print the documents of this template alone, such as templates/service.yaml; patterns work." };

    public HelmTemplateCommand(Terminal terminal)
        : base("template", "Renders the templates of a chart and prints what Helm prints.")
    {
        this.terminal = terminal;
        Arguments.Add(names);
        foreach (Option option in (Option[])[.. options.All(), includeCrds, skipTests, noHooks, showOnly])
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string[] given = parsed.GetValue(names)!;
        RenderedChart chart;
        IReadOnlyList<ChartManifest> manifests;
        try
        {
            chart = ChartSource.Open(given[^1]).Render(options.Read(parsed, terminal, given.Length > 1 ? given[0] : null));
            manifests = chart.InInstallOrder(parsed.GetValue(includeCrds));
        }
        catch (ChartException failure)
        {
            terminal.Error.WriteLine($"csec: {failure.Message}");
            return ExitCode.BadInput;
        }
        foreach (DocumentNote note in chart.Notes)
            terminal.Error.WriteLine($"{note}");
        foreach (DocumentError error in chart.Errors)
            terminal.Error.WriteLine($"{error}");
        if (chart.Errors.Count > 0)
            return ExitCode.BadInput;
        ChartManifest[] wanted = [.. manifests.Where(m => !m.IsHook || (!parsed.GetValue(noHooks) && !(m.IsTest && parsed.GetValue(skipTests))))];
        string[] shown = parsed.GetValue(showOnly) ?? [];
        if (shown.Length > 0)
            return WriteOnly(wanted, shown);
        Write(wanted);
        return ExitCode.Clean;
    }

    /// <summary>Helm takes the blanks away that stand around all resources together, and leaves hooks as they are.</summary>
    private void Write(ChartManifest[] manifests)
    {
        string resources = string.Concat(manifests.Where(m => !m.IsHook).Select(Written));
        terminal.Output.Write(resources.Trim() + "\n" + string.Concat(manifests.Where(m => m.IsHook).Select(Written)));
    }

    private int WriteOnly(ChartManifest[] manifests, string[] patterns)
    {
        foreach (string pattern in patterns)
        {
            var glob = TemplatePattern.Parse(pattern.Replace('\\', '/'));
            ChartManifest[] found = [.. manifests.Where(m => glob.IsMatch(WithoutChart(m.Source)))];
            if (found.Length == 0)
            {
                terminal.Error.WriteLine($"csec: could not find template {pattern} in chart");
                return ExitCode.BadInput;
            }
            foreach (ChartManifest manifest in found)
                terminal.Output.Write($"---\n{SourceLine}{manifest.Source}\n{manifest.Text.TrimEnd()}\n");
        }
        return ExitCode.Clean;
    }

    private static string Written(ChartManifest manifest) => $"---\n{SourceLine}{manifest.Source}\n{manifest.Text}\n";

    private static string WithoutChart(string source) => source.Substring(source.IndexOf('/', StringComparison.Ordinal) + 1);
}
