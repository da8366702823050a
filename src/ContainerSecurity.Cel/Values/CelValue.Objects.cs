using System.Collections;

namespace ContainerSecurity.Cel.Values;

public readonly partial struct CelValue
{
    /// <summary>
    /// A value of .NET: numbers, strings, byte arrays, times, dictionaries and lists are read where they lie;
    /// what else there is goes through <paramref name="objects"/>, and is an error without it.
    /// </summary>
    public static CelValue FromObject(object? value, ICelObjectReader? objects = null) => value switch
    {
        null => Null,
        _ when objects is IJsonForms forms && forms.TryConvert(value, out CelValue form) => form,
        CelValue cel => cel,
        CelObject cel => From(cel),
        bool b => From(b),
        string s => From(s),
        long l => From(l),
        int i => From((long)i),
        short or sbyte or byte or ushort => From(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        uint u => From((ulong)u),
        ulong u => From(u),
        double d => From(d),
        float f => From((double)f),
        byte[] bytes => From(new CelBytes(bytes)),
        DateTimeOffset time => From(CelTimestamp.From(time)),
        DateTime time => From(CelTimestamp.From(time)),
        TimeSpan span => Math.Abs((double)span.Ticks) < long.MaxValue / 100.0 ? FromDuration(span.Ticks * 100) : Error("duration overflow"),
        IDictionary map => From(new ObjectDictionaryMap(map, objects)),
        IList list => From(new ObjectList(list, objects)),
        _ => objects is not null && objects.CanRead(value) ? From(new ObjectMap(value, objects)) : Error($"unsupported type '{value.GetType().Name}'"),
    };
}
