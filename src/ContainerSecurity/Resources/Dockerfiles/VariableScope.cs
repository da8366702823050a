using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>The variables that an instruction sees: of the file before its first FROM, or of a stage.</summary>
internal sealed class VariableScope
{
    /// <summary>The variables that the builder defines for FROM, with what they are on the most common machine.</summary>
    private static readonly Dictionary<string, string> Platform = new(StringComparer.Ordinal)
    {
        ["BUILDPLATFORM"] = "linux/amd64",
        ["BUILDOS"] = "linux",
        ["BUILDOSVERSION"] = "",
        ["BUILDARCH"] = "amd64",
        ["BUILDVARIANT"] = "",
        ["TARGETPLATFORM"] = "linux/amd64",
        ["TARGETOS"] = "linux",
        ["TARGETOSVERSION"] = "",
        ["TARGETARCH"] = "amd64",
        ["TARGETVARIANT"] = "",
        ["TARGETSTAGE"] = "default",
    };

    private static readonly HashSet<string> Proxies = new(StringComparer.OrdinalIgnoreCase)
    {
        "http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy"
    };

    private static readonly HashSet<string> Expanding = new(StringComparer.Ordinal)
    {
        "ADD", "COPY", "EXPOSE", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR", "FROM"
    };

    private readonly Dictionary<string, VariableValue> variables;
    private readonly VariableScope? global;
    private readonly char escape;

    /// <summary>The scope before the first FROM.</summary>
    public VariableScope(char escape)
    {
        this.escape = escape;
        variables = new Dictionary<string, VariableValue>(StringComparer.Ordinal);
    }

    /// <summary>The scope of a stage, which goes on with that of the stage it is built from.</summary>
    public VariableScope(VariableScope global, VariableScope? inherited, bool isOpen)
        : this(global.escape)
    {
        this.global = global;
        IsOpen = isOpen;
        variables = new Dictionary<string, VariableValue>(inherited?.variables ?? [], StringComparer.Ordinal);
        if (inherited is null)
            variables["PATH"] = VariableValue.Unknown;
    }

    /// <summary>Whether the base image may define further variables.</summary>
    public bool IsOpen { get; }

    /// <summary>The names that are defined.</summary>
    public IEnumerable<string> Names => variables.Keys.Concat(global is null ? Platform.Keys : []);

    /// <summary>What is known about a variable.</summary>
    public VariableValue Look(string name) =>
        variables.TryGetValue(name, out VariableValue value) ? value
        : IsOpen || Proxies.Contains(name) || (global is null && Platform.ContainsKey(name)) ? VariableValue.Unknown
        : VariableValue.Unset;

    /// <summary>What a variable is where nobody gives the builder a value: empty for an ARG without a default.</summary>
    public VariableValue LookByDefault(string name) =>
        Look(name) is { IsUnknown: false } known ? known : new VariableValue(true, Platform.TryGetValue(name, out string? value) ? value : "");

    /// <summary>Whether a variable is defined by an instruction of the file.</summary>
    public bool Defines(string name) => variables.ContainsKey(name) && name != "PATH";

    /// <summary>Gives an instruction its values, and takes over those it defines.</summary>
    public void Apply(Instruction instruction, ProblemList problems)
    {
        if (instruction.Trigger is { } trigger)
            SetVariables(trigger, _ => { }, null, defines: false);
        var undefined = new SortedSet<string>(StringComparer.Ordinal);
        void Miss(WordExpander expander) => undefined.UnionWith(expander.Missed);
        if (Expanding.Contains(instruction.Name))
            instruction.Values = [.. instruction.Arguments.Select(a => Expand(a, a.Value, Miss, problems))];
        if (Expanding.Contains(instruction.Name) || instruction.Name == "RUN")
            instruction.Flags = [.. instruction.Flags.Select(f => f.Value.IsKnown ? f with { Value = Expand(f.Value, f.Value.Value, Miss, problems) } : f)];
        if (instruction.Name is "COPY" or "ADD")
            foreach (Heredoc heredoc in instruction.Heredocs.Where(h => h.IsExpanded))
                ExpandBody(instruction, heredoc, Miss, problems);
        SetVariables(instruction, Miss, problems, defines: true);
        instruction.Undefined = [.. undefined];
    }

    /// <summary>A text with its variables expanded; null where one is not known or the text is wrong.</summary>
    public string? Expand(string text)
    {
        var expander = new WordExpander(text, escape, Look);
        return expander.Expand() is { } value && !expander.IsUnknown ? value : null;
    }

    /// <summary>Expands the lines that COPY writes into a file, in which quotes mean nothing and a backslash escapes.</summary>
    private void ExpandBody(Instruction copy, Heredoc heredoc, Action<WordExpander> miss, ProblemList problems)
    {
        var expander = new WordExpander(heredoc.Text, '\\', Look) { IgnoresQuotes = true };
        if (expander.Expand() is null)
            problems.Add(BuildPhase.Steps, copy, $"failed to process the here-document {heredoc.Name}: {expander.Error}");
        miss(expander);
    }

    private Field<string> Expand(Field<string> field, string text, Action<WordExpander> miss, ProblemList? problems)
    {
        var expander = new WordExpander(text, escape, Look);
        string? value = expander.Expand();
        miss(expander);
        if (value is null)
            problems?.Add(global is null ? BuildPhase.Stages : BuildPhase.Steps, field, $"failed to process \"{text}\": {expander.Error}");
        return value is null || expander.IsUnknown ? Field<string>.Unknown(field.Node) : Field<string>.Known(value, field.Node);
    }

    private void SetVariables(Instruction instruction, Action<WordExpander> miss, ProblemList? problems, bool defines)
    {
        if (instruction.Name is not ("ARG" or "ENV" or "LABEL"))
            return;
        bool isArgument = instruction.Name == "ARG";
        var set = new List<BuildVariable>();
        var defined = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, string? text, Field<string> at) in PairsOf(instruction))
        {
            string[] uses = [];
            Field<string> value = text is null ? Field<string>.Missing(at.Node) : Expand(at, text, e => uses = Uses(e, miss, defined), problems);
            set.Add(new BuildVariable(name, value, text is not null && !isArgument && !at.Value.Contains("="), uses));
            if (isArgument && defines)
                variables[name] = value.IsMissing ? Given(name) : new VariableValue(true, value.IsKnown ? value.Value : null);
        }
        if (instruction.Name == "ENV" && defines)
            foreach (BuildVariable variable in set)
                variables[variable.Name] = new VariableValue(true, variable.Value.IsKnown ? variable.Value.Value : null);
        instruction.Variables = set;
        instruction.Defined = defined;
    }

    private string[] Uses(WordExpander expander, Action<WordExpander> miss, HashSet<string> defined)
    {
        miss(expander);
        defined.UnionWith(expander.Matched.Where(Defines));
        return [.. expander.Matched.Concat(expander.Unmatched)];
    }

    /// <summary>The value of an ARG without a default: that of the file, or what the builder gives.</summary>
    private VariableValue Given(string name) =>
        global is not null && global.variables.TryGetValue(name, out VariableValue value) ? value : VariableValue.Unknown;

    private static IEnumerable<(string Name, string? Text, Field<string> At)> PairsOf(Instruction instruction)
    {
        IReadOnlyList<Field<string>> arguments = instruction.Arguments;
        if (instruction.Name != "ARG" && arguments.Count == 2 && !arguments[0].Value.Contains("="))
            return [(arguments[0].Value, arguments[1].Value, arguments[0])];
        return arguments.Select(a => Split(a, a.Value.IndexOf('=')));
    }

    private static (string Name, string? Text, Field<string> At) Split(Field<string> argument, int equals) =>
        equals < 0 ? (argument.Value, null, argument) : (argument.Value.Substring(0, equals), argument.Value.Substring(equals + 1), argument);
}
