using System.CommandLine;
using ContainerSecurity.Access;

namespace ContainerSecurity.Tool.Rbac;

/// <summary>Options that the commands share.</summary>
internal static class RbacFormats
{
    public const string Json = "json";

    public static Option<string> TextOrJson()
    {
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptWords("text", Json);
        return format;
    }

    public static RbacOptions Options(bool noStockRoles) => new() { AssumesStockRoles = !noStockRoles };
}
