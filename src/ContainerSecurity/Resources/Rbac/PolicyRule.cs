using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Rbac;

/// <summary>
/// One rule of a role: verbs on resources of API groups. Names are compared as the API server does: byte for byte, and
/// <c>*</c> is everything.
/// </summary>
/// <param name="view">The rule's document.</param>
public sealed class PolicyRule(NodeView view) : ILocated
{
    private const string All = "*";

    /// <summary>The rule's document.</summary>
    public NodeView View { get; } = view;

    /// <summary>The verbs, such as <c>get</c>.</summary>
    public FieldList<string> Verbs { get; } = view.TextList("verbs");

    /// <summary>The API groups; the core group is an empty text.</summary>
    public FieldList<string> ApiGroups { get; } = view.TextList("apiGroups");

    /// <summary>The resources, with subresources as <c>pods/exec</c>.</summary>
    public FieldList<string> Resources { get; } = view.TextList("resources");

    /// <summary>The names the rule is bounded to; empty for all.</summary>
    public FieldList<string> ResourceNames { get; } = view.TextList("resourceNames");

    /// <summary>Whether the rule is bounded to some objects by name.</summary>
    public bool IsBoundToNames => ResourceNames.IsOpen || ResourceNames.Items.Count > 0;

    /// <inheritdoc/>
    public DocumentLocation? Location => View.Location;

    /// <summary>Whether the rule surely lets its holders do something, to some object at least.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="group">The API group, empty for the core group.</param>
    /// <param name="resource">
    /// The resource. <c>pods</c> does not cover <c>pods/exec</c>; <c>*</c> does, and so does <c>*/exec</c>.
    /// <c>pods/*</c> means nothing to the API server.
    /// </param>
    /// <remarks>A rule with names never grants <c>create</c> or <c>deletecollection</c>: such a request names no object.</remarks>
    public bool Grants(string verb, string group, string resource) =>
        Holds(Verbs, verb) && Holds(ApiGroups, group) && Covers(resource)
        && !(IsBoundToNames && verb is "create" or "deletecollection" && resource.IndexOf('/') < 0);

    private bool Covers(string resource)
    {
        int slash = resource.IndexOf('/');
        return Holds(Resources, resource) || (slash >= 0 && Resources.Contains(All + resource.Substring(slash)));
    }

    private static bool Holds(FieldList<string> list, string name) => list.Contains(name) || list.Contains(All);
}
