namespace ContainerSecurity.Documents;

/// <summary>
/// A list that gives its last items away as an array. The platform's list is compiled for value types of this library
/// only as the program runs, which a short run feels.
/// </summary>
internal sealed class SliceStack<T>(int capacity)
{
    private T[] items = new T[capacity];

    public int Count { get; private set; }

    public ref T this[int index] => ref items[index];

    public void Add(T item)
    {
        if (Count == items.Length)
        {
            var larger = new T[2 * Count];
            Array.Copy(items, larger, Count);
            items = larger;
        }
        items[Count++] = item;
    }

    public T[] TakeFrom(int first)
    {
        var taken = new T[Count - first];
        Array.Copy(items, first, taken, 0, taken.Length);
        Count = first;
        return taken;
    }
}
