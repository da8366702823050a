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
    private readonly Terminal terminal;
    private readonly Argument<string> expression = new("expr") { Description = "The expression." };
    private readonly Option<string[]> variables = new("--var") { Description = "A variable and the YAML or JSON file that holds its value: NAME=FILE, - for standard input; repeatable." };

    private readonly Option<string?> version = new("--kubernetes-version") { Description = "Version whose libraries and semantics the expression has, such as v1.30 (default: newest released)." };

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
        foreach (string text in parsed.GetValue(variables) ?? [])
        {
            int equal = text.IndexOf('=', StringComparison.Ordinal);
            bindings[text[..equal]] = files.ReadValue(text[(equal + 1)..]);
        }
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
        CelCompilation compilation = Environment(bindings, minor).Compile(parsed.GetValue(expression)!);
        foreach (CelIssue issue in compilation.Issues)
            terminal.Error.WriteLine(issue);
        if (!compilation.IsValid || files.HasErrors)
            return ExitCode.BadInput;
        CelValue value = compilation.Program.Evaluate(bindings).Value;
        if (value.Failure is { } failure)
        {
            terminal.Error.WriteLine(compilation.Program.Describe(failure));
            return ExitCode.BadInput;
        }
        ValueReport.WriteJson(value, terminal.Output);
        terminal.Output.WriteLine();
        return ExitCode.Clean;
    }

    private static CelEnvironment Environment(CelBindings bindings, int minorVersion) => KubernetesEnvironment.Create(minorVersion).Extend(e =>
    {
        e.StrictLiterals = false;
        e.AddLibraries(CelLibraries.Math, CelLibraries.Encoders, CelLibraries.Bindings, CelLibraries.Regex);
        foreach (KeyValuePair<string, CelValue> variable in bindings)
            e.AddVariable(variable.Key, CelType.Dyn);
    });
}
