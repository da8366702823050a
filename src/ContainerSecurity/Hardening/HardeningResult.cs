using ContainerSecurity.Documents;

namespace ContainerSecurity.Hardening;

/// <summary>What hardening makes of one object.</summary>
/// <param name="Operations">The JSON patch, in the order in which it is applied; empty where there is nothing to do.</param>
/// <param name="Left">The findings of hardened rules that stay, each with its reason.</param>
/// <param name="Notes">What the changes take for granted.</param>
/// <param name="Errors">What could not be read or judged; nothing is changed then.</param>
public sealed partial record HardeningResult(
    IReadOnlyList<PatchOperation> Operations, IReadOnlyList<LeftFinding> Left, IReadOnlyList<HardeningNote> Notes, IReadOnlyList<DocumentError> Errors)
{
    /// <summary>Nothing to do.</summary>
    public static HardeningResult Nothing { get; } = new([], [], [], []);

    /// <summary>The object as it is after the patch; null where nothing was hardened.</summary>
    public DocumentNode? Hardened { get; init; }

    /// <summary>The findings that the patch mends.</summary>
    public IEnumerable<Policies.PolicyFinding> Mended => Operations.SelectMany(o => o.Findings);
}
