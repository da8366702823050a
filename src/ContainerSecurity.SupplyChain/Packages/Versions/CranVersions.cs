namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of R: numbers between dots and dashes, fewer before more.</summary>
internal sealed class CranVersions : VersionOrder
{
    private protected override bool IsVersion(string version)
    {
        string[] numbers = version.Trim().Split('.', '-');
        return numbers.Length > 1 && numbers.All(n => Digits.Are(n));
    }

    private protected override int CompareBounded(string x, string y) => CompareNumbers(x.Split('.', '-'), y.Split('.', '-'));

    /// <summary>Compares lists of numbers; what is no number comes before each.</summary>
    public static int CompareNumbers(string[] x, string[] y)
    {
        for (int i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            bool isX = Digits.Are(x[i]);
            bool isY = Digits.Are(y[i]);
            int order = isX && isY ? Digits.Compare(x[i], y[i])
                : isX != isY ? isX.CompareTo(isY)
                : string.CompareOrdinal(x[i], y[i]);
            if (order != 0)
                return order;
        }

        return x.Length.CompareTo(y.Length);
    }
}
