using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A list that tells which of its items are looked at.</summary>
internal sealed class TracedList(DocumentList list, AccessTrace trace) : CelList
{
    public override int Count => list.Count;

    public override CelValue this[int index]
    {
        get
        {
            trace.Saw(DocumentLocation.Of(list.Sequence.Items[index]));
            return trace.Follow(list[index]);
        }
    }
}
