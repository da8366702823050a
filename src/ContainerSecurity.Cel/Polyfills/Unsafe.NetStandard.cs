namespace System.Runtime.CompilerServices;

/// <summary>The cast that .NET does without a check.</summary>
internal static class Unsafe
{
    public static T As<T>(object value) where T : class => (T)value;
}
