using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>Finds the field that an expression looked at last before it gave its verdict: <c>all</c> and <c>&amp;&amp;</c> stop at the one that decides.</summary>
internal sealed class AccessTrace
{
    private static readonly string[] Identity = ["apiVersion", "kind", "metadata", "metadata.name", "metadata.namespace"];
    private DocumentLocation? last;
    private DocumentLocation? named;

    /// <summary>The place, where the object is a document; null where it is none, or nothing was looked at.</summary>
    public static DocumentLocation? Locate(AdmissionExpression expression, EvaluationState state)
    {
        if (state.Request.Subject.As<DocumentMap>() is not { } document)
            return null;
        var trace = new AccessTrace();
        expression.Evaluate(new EvaluationState(state, trace.Follow(state.Object), trace.Follow(state.OldObject)));
        return trace.last ?? trace.named ?? DocumentLocation.Of(document.Mapping);
    }

    public CelValue Follow(CelValue value) =>
        value.As<DocumentMap>() is { } map ? CelValue.From(new TracedMap(map, this))
        : value.As<DocumentList>() is { } list ? CelValue.From(new TracedList(list, this))
        : value;

    public void Saw(DocumentLocation location)
    {
        // Which object it is says less than what is wrong with it.
        if (Identity.Contains(location.Path))
            named = location;
        else
            last = location;
    }
}
