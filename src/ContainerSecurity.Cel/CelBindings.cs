using System.Collections;

namespace ContainerSecurity.Cel;

/// <summary>A few named variables. Not safe to change while an evaluation reads it.</summary>
public sealed class CelBindings : ICelBindings, IEnumerable<KeyValuePair<string, CelValue>>
{
    private string[] _names = new string[4];
    private CelValue[] _values = new CelValue[4];
    private int _count;

    /// <summary>No variables.</summary>
    public static CelBindings Empty { get; } = new();

    /// <summary>Sets a variable.</summary>
    public CelValue this[string name]
    {
        get => TryGet(name, out CelValue value) ? value : throw new KeyNotFoundException($"There is no variable '{name}'.");
        set => Add(name, value);
    }

    /// <summary>Sets a variable. <see cref="CelValue.Unknown(string)"/> marks one whose value is not known yet.</summary>
    public void Add(string name, CelValue value)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_names[i] == name)
            {
                _values[i] = value;
                return;
            }
        }
        if (_count == _names.Length)
        {
            Array.Resize(ref _names, _count * 2);
            Array.Resize(ref _values, _count * 2);
        }
        _names[_count] = name ?? throw new ArgumentNullException(nameof(name));
        _values[_count++] = value;
    }

    /// <inheritdoc/>
    public bool TryGet(string name, out CelValue value)
    {
        for (int i = 0; i < _count; i++)
        {
            if ((object)_names[i] == name || _names[i] == name)
            {
                value = _values[i];
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <summary>The names and values.</summary>
    public IEnumerator<KeyValuePair<string, CelValue>> GetEnumerator()
    {
        for (int i = 0; i < _count; i++)
            yield return new(_names[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
