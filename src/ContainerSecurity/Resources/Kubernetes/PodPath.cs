using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>Where pods stand in the objects of a kind: names of fields, and <c>*</c> for every item of a list or every value of a mapping.</summary>
internal sealed class PodPath
{
    private const string Every = "*";
    private const int MaxSteps = 16;
    private readonly string[] steps;

    private PodPath(string[] steps) => this.steps = steps;

    /// <summary>Reads a path, such as <c>spec.template</c>, <c>spec.tasks.*.template</c>, or <c>.</c> for the object itself; null where it is none.</summary>
    public static PodPath? Parse(string text)
    {
        if (text == ".")
            return new PodPath([]);
        string[] steps = text.Replace("[*]", "." + Every).Split('.');
        return steps.Length <= MaxSteps && Array.TrueForAll(steps, IsStep) ? new PodPath(steps) : null;
    }

    /// <summary>The mappings at the path, in source order; where nothing branches, one that may be missing and knows where it would belong.</summary>
    public IEnumerable<NodeView> Find(NodeView root) => Find(root, 0);

    /// <inheritdoc/>
    public override string ToString() => steps.Length == 0 ? "." : string.Join(".", steps);

    private static bool IsStep(string step) => step == Every || (step.Length > 0 && step.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '$'));

    private IEnumerable<NodeView> Find(NodeView view, int depth)
    {
        if (depth == steps.Length)
            return [view];
        bool branches = depth + 1 < steps.Length && steps[depth + 1] == Every;
        return !branches ? Find(view[steps[depth]], depth + 1) : Branches(view, steps[depth]).SelectMany(v => Find(v, depth + 2));
    }

    private static IEnumerable<NodeView> Branches(NodeView view, string key)
    {
        Field<DocumentNode> held = view.Node(key);
        if (held.IsKnown && held.Value is SequenceNode)
            return view.Views(key).Items.Where(i => i.IsKnown).Select(i => i.Value);
        NodeView values = view[key];
        return values.Mapping is null ? [] : values.Mapping.Entries.Select(e => values[e.Key]);
    }
}
