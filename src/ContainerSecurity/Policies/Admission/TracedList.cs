using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A list that tells which of its items are looked at.</summary>
internal sealed class TracedList(DocumentList list, AccessTrace trace) : CelList
{
    public override int Count => trace.Shown(list.Sequence).Count;

    public override CelValue this[int index]
    {
        get
        {
            int item = trace.Shown(list.Sequence).Start + index;
            trace.Saw(list.Sequence, item);
            return trace.Follow(list[item]);
        }
    }
}
