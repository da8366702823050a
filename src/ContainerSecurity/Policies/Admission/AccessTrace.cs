using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>
/// Finds the field that decides an expression: the one looked at last, because <c>all</c> and <c>&amp;&amp;</c> stop
/// there. Where an expression looks at all items of a list before it decides, as <c>filter</c> does, each is tried
/// alone.
/// </summary>
internal sealed class AccessTrace
{
    private const int MaxTried = 50;
    private static readonly string[] Identity = ["apiVersion", "kind", "metadata", "metadata.name", "metadata.namespace"];
    private readonly SequenceNode? onlyOf;
    private readonly int only;
    private readonly Dictionary<SequenceNode, int> lists = [];
    private DocumentLocation? last;
    private DocumentLocation? named;

    private AccessTrace()
    {
    }

    private AccessTrace(SequenceNode list, int item)
    {
        onlyOf = list;
        only = item;
    }

    /// <summary>The place, where the object is a document; null where it is none.</summary>
    public static DocumentLocation? Locate(AdmissionExpression expression, EvaluationState state)
    {
        if (state.Request.Subject.As<DocumentMap>() is not { } document)
            return null;
        var trace = new AccessTrace();
        trace.Evaluate(expression, state);
        if (trace.LookedAtWhole is { } list)
            for (int i = 0; i < Math.Min(list.Items.Count, MaxTried); i++)
            {
                var alone = new AccessTrace(list, i);
                if (alone.Evaluate(expression, state) != CelValue.True && alone.last is { } found)
                    return found;
            }
        return trace.last ?? trace.named ?? DocumentLocation.Of(document.Mapping);
    }

    /// <summary>A list of several items that were all looked at.</summary>
    private SequenceNode? LookedAtWhole => lists.FirstOrDefault(l => l.Value > 1 && l.Value == l.Key.Items.Count).Key;

    public CelValue Follow(CelValue value) =>
        value.As<DocumentMap>() is { } map ? CelValue.From(new TracedMap(map, this))
        : value.As<DocumentList>() is { } list ? CelValue.From(new TracedList(list, this))
        : value;

    /// <summary>The items of a list that the expression is shown: all, or the one that is tried.</summary>
    public (int Start, int Count) Shown(SequenceNode list) => list == onlyOf ? (only, 1) : (0, list.Items.Count);

    public void Saw(SequenceNode list, int item)
    {
        lists[list] = Math.Max(item + 1, lists.TryGetValue(list, out int seen) ? seen : 0);
        Saw(DocumentLocation.Of(list.Items[item]));
    }

    public void Saw(DocumentLocation location)
    {
        // Which object it is says less than what is wrong with it.
        if (Identity.Contains(location.Path))
            named = location;
        else
            last = location;
    }

    private CelValue Evaluate(AdmissionExpression expression, EvaluationState state) =>
        expression.Evaluate(new EvaluationState(state, Follow(state.Object), Follow(state.OldObject)));
}
