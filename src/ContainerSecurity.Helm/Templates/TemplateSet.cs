using ContainerSecurity.Helm.Templates.Execution;
using ContainerSecurity.Helm.Templates.Parsing;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates;

/// <summary>Templates that can execute each other by name, with the functions they call.</summary>
internal sealed class TemplateSet
{
    private readonly Dictionary<string, TemplateTree> trees = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GoFunction> functions = new(StringComparer.Ordinal);

    /// <summary>Creates a set with Go's own functions and others, which replace those of the same name.</summary>
    public TemplateSet(IEnumerable<GoFunction>? functions = null)
    {
        foreach (GoFunction function in BuiltInFunctions.All)
            this.functions[function.Name] = function;
        foreach (GoFunction function in functions ?? [])
            this.functions[function.Name] = function;
    }

    /// <summary>What begins and ends an action.</summary>
    public Delimiters Delimiters { get; init; } = Delimiters.Default;

    /// <summary>What a missing key gives.</summary>
    public MissingKey MissingKey { get; init; }

    /// <summary>Where what is not decided is noted, so that unknown values can be rendered; null where all values are known, as for Helm.</summary>
    public Undecided? Undecided { get; init; }

    /// <summary>Parses a text and adds what it holds; of templates of one name the last that is not blank stays.</summary>
    /// <returns>The template of the text's own name, be it blank.</returns>
    /// <exception cref="TemplateException">The text is no template; nothing of it was added.</exception>
    public TemplateTree Add(TemplateText text)
    {
        Dictionary<string, TemplateTree> parsed = TemplateParser.Parse(text, Delimiters, functions.ContainsKey);
        foreach (TemplateTree tree in parsed.Values)
            if (!tree.Root.IsEmpty || !trees.ContainsKey(tree.Name))
                trees[tree.Name] = tree;
        return parsed[text.Name];
    }

    /// <summary>A set with the same templates and functions, to which others can be added without this one getting them.</summary>
    public TemplateSet Copy()
    {
        var copy = new TemplateSet(functions.Values) { Delimiters = Delimiters, MissingKey = MissingKey, Undecided = Undecided };
        foreach (TemplateTree tree in trees.Values)
            copy.trees[tree.Name] = tree;
        return copy;
    }

    /// <summary>Adds functions, which replace those of the same name.</summary>
    public void Add(IEnumerable<GoFunction> added)
    {
        foreach (GoFunction function in added)
            functions[function.Name] = function;
    }

    /// <summary>The template of a name; null where there is none.</summary>
    public TemplateTree? Find(string name) => trees.GetValueOrDefault(name);

    /// <summary>The function of a name; null where there is none.</summary>
    public GoFunction? FindFunction(string name) => functions.GetValueOrDefault(name);

    /// <summary>Executes a template.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dot">The value of the dot.</param>
    /// <param name="budget">What it may take; null for one of its own.</param>
    /// <exception cref="TemplateException">There is no such template, or it failed.</exception>
    public TracedText Execute(string name, GoValue dot, TemplateBudget? budget = null)
    {
        TemplateTree tree = Find(name) ?? throw new TemplateException(TemplatePhase.Execution, $"template: no template {GoQuote.Quote(name)}", name);
        return Execute(tree, dot, budget ?? new TemplateBudget());
    }

    /// <summary>Executes a template that need not be one of the set.</summary>
    /// <exception cref="TemplateException">It failed.</exception>
    public TracedText Execute(TemplateTree tree, GoValue dot, TemplateBudget budget) => new TemplateExecutor(this, tree, budget).Run(dot);

    /// <summary>Reads Go's option for missing keys.</summary>
    /// <param name="option">The option, such as <c>missingkey=zero</c>.</param>
    /// <exception cref="TemplateException">It is none.</exception>
    public static MissingKey ReadOption(string option) =>
        option switch
        {
            "missingkey=default" or "missingkey=invalid" => MissingKey.Invalid,
            "missingkey=zero" => MissingKey.Zero,
            "missingkey=error" => MissingKey.Error,
            _ => throw new TemplateException(TemplatePhase.Option, $"unrecognized option: {option}"),
        };
}
