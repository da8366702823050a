using ContainerSecurity.Documents;
using ContainerSecurity.Hardening.Changes;

namespace ContainerSecurity.Hardening;

/// <summary>What shall become of one object.</summary>
/// <param name="root">The object as it is.</param>
internal sealed class ObjectPlan(MappingNode root)
{
    public MappingNode Root => root;

    public ChangePlan Changes { get; } = new(root);

    public List<LeftFinding> Left { get; } = [];

    public List<HardeningNote> Notes { get; } = [];

    public List<DocumentError> Errors { get; } = [];

    /// <summary>The object after the changes; null where there are none.</summary>
    public DocumentNode? Hardened { get; set; }

    /// <summary>The plan of an object that could not be judged: nothing is changed.</summary>
    public static ObjectPlan Failed(MappingNode root, IEnumerable<DocumentError> errors)
    {
        var plan = new ObjectPlan(root);
        plan.Errors.AddRange(errors);
        return plan;
    }

    public HardeningResult ToResult()
    {
        PatchOperation[] operations = [.. Changes.Changes.Select(c => new PatchOperation(c.Kind, c.Pointer, c.Value?.ToNode(root), c.Findings))];
        return new HardeningResult(operations, Left, Notes, Errors) { Hardened = Hardened };
    }
}
