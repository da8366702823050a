namespace ContainerSecurity.Cel.Values;

/// <summary>Knows values of .NET that are something else in JSON.</summary>
internal interface IJsonForms
{
    /// <summary>What a value is in JSON; false where it is read as it is.</summary>
    bool TryConvert(object value, out CelValue form);
}
