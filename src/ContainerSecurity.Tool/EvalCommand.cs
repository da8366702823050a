using System.CommandLine;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Reports;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tool;

/// <summary><c>csec eval</c>.</summary>
internal sealed class EvalCommand : Command
{
    private const int MaxLine = 1000;
    private readonly Terminal terminal;
    private readonly Argument<string> expression = new("expr") { Description = "The expression." };
    private readonly Option<string[]> variables = new("--var")
    {
        Description = "A variable and the YAML or JSON file that holds its value: NAME=FILE, - for standard input; repeatable."
    };

    private readonly Option<string?> version = new("--kubernetes-version")
    {
        Description = "Version whose libraries and semantics the expression has, such as v1.30 (default: newest released)."
    };

    public EvalCommand(Terminal terminal)
        : base("eval", "Evaluates one expression of the Common Expression Language, with the libraries of Kubernetes, and writes its value as JSON.")
    {
        this.terminal = terminal;
        Arguments.Add(expression);
        Options.Add(variables);
        Options.Add(version);
        variables.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => t.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"'{text}' is no variable; write NAME=FILE.");
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var files = new ValueFiles(terminal);
        var bindings = new CelBindings();
        foreach (string variable in parsed.GetValue(variables) ?? [])
        {
            int equal = variable.IndexOf('=', StringComparison.Ordinal);
            bindings[variable[..equal]] = files.ReadValue(variable[(equal + 1)..]);
        }
        string text = parsed.GetValue(expression)!;
        int minor = KubernetesEnvironment.NewestReleased;
        if (parsed.GetValue(version) is { } word)
        {
            if (!KubernetesVersion.TryParse(word, out KubernetesVersion kubernetes))
            {
                terminal.Error.WriteLine($"csec: '{word}' is no Kubernetes version; write it like v1.30, or latest.");
                return ExitCode.BadInput;
            }
            minor = kubernetes.Minor;
        }
        CelCompilation compilation = Environment(bindings, minor).Compile(text);
        foreach (CelIssue issue in compilation.Issues)
            Explain(issue, text);
        if (!compilation.IsValid || files.HasErrors)
            return ExitCode.BadInput;
        CelValue value = compilation.Program.Evaluate(bindings).Value;
        if (value.Failure is { } failure)
        {
            Explain(compilation.Program.Describe(failure), text);
            return ExitCode.BadInput;
        }
        ValueReport.WriteJson(value, terminal.Output);
        terminal.Output.WriteLine();
        return ExitCode.Clean;
    }

    /// <summary>
    /// Shows an issue as <see cref="CelIssue.ToString"/> does, line by line, with the mark beneath the place also where
    /// the line holds escapes. A long line says nothing.
    /// </summary>
    private void Explain(CelIssue issue, string text)
    {
        terminal.Error.WriteLine($"ERROR: <input>:{issue.Line}:{issue.Column}: {issue.Message}");
        string line = text.Split('\n')[issue.Line - 1].Replace('\t', ' ');
        if (line.Length > MaxLine)
            return;
        int start = issue.Offset == 0 ? 0 : text.LastIndexOf('\n', issue.Offset - 1) + 1;
        string before = line[..(issue.Offset - start)];
        terminal.Error.WriteLine($" | {line}");
        terminal.Error.WriteLine($" | {new string('.', issue.Column - 1 + VisibleText.Of(before).Length - before.Length)}^");
    }

    private static CelEnvironment Environment(CelBindings bindings, int minorVersion) => KubernetesEnvironment.Create(minorVersion).Extend(e =>
    {
        e.StrictLiterals = false;
        e.AddLibraries(CelLibraries.Math, CelLibraries.Encoders, CelLibraries.Bindings, CelLibraries.Regex);
        foreach (KeyValuePair<string, CelValue> variable in bindings)
            e.AddVariable(variable.Key, CelType.Dyn);
    });
}
