using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ductus.Tests.Rules;

/// <summary>Writes the public types of an assembly and their public and protected members as text, in a fixed order.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    public static string Render(Assembly assembly) =>
        string.Concat(assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Lines).Select(line => line + "\n"));

    /// <summary>The type's declaration, then its members, indented.</summary>
    public static IEnumerable<string> Lines(Type type)
    {
        if (type.BaseType == typeof(MulticastDelegate))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!; // every delegate has it
            return [$"public delegate {ReturnType(invoke)} {TypeName(type)}({Parameters(invoke)})"];
        }

        IEnumerable<string> bases = type.IsEnum ? [TypeName(Enum.GetUnderlyingType(type))] : DirectBases(type).Select(TypeName).Order(StringComparer.Ordinal);
        string inherited = string.Join(", ", bases);
        string declaration = $"public {Kind(type)} {TypeName(type)}{(inherited.Length > 0 ? $" : {inherited}" : "")}{Constraints(type.GetGenericArguments())}";
        return Members(type).Select(member => $"    {member}").Prepend(declaration);
    }

    private static string Kind(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => IsReadOnly(type) ? "readonly struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        // The compiler gives every record class this method.
        return type.GetMethod("<Clone>$") is null ? kind : kind.Replace("class", "record", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(value => $"{value.Name} = {Literal(value.GetRawConstantValue())}");

        // Constructors, constants and fields, properties, events, methods; each group in the order of its text.
        return type.GetConstructors(Declared).Where(IsVisible).Select(c => $"{Access(c)}.ctor({Parameters(c)})").Order(StringComparer.Ordinal)
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(Field).Order(StringComparer.Ordinal))
            .Concat(type.GetProperties(Declared).Where(p => p.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Property).Order(StringComparer.Ordinal))
            .Concat(type.GetEvents(Declared).Where(e => e.AddMethod is { } add && IsVisible(add)).Select(e => $"public event {TypeName(e.EventHandlerType!)} {e.Name}").Order(StringComparer.Ordinal))
            .Concat(type.GetMethods(Declared).Where(IsWritten).Select(Method).Order(StringComparer.Ordinal));
    }

    private static bool IsWritten(MethodInfo method) =>
        IsVisible(method)
        && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "public " : "protected ";

    private static string Field(FieldInfo field)
    {
        string access = field.IsPublic ? "public" : "protected";
        if (field.IsLiteral)
            return $"{access} const {TypeName(field.FieldType)} {field.Name} = {Literal(field.GetRawConstantValue())}";
        string modifiers = (field.IsStatic ? " static" : "") + (field.IsInitOnly ? " readonly" : "");
        return $"{access}{modifiers} {Annotated(field.FieldType, Nullability.Create(field))} {field.Name}";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo first = property.GetAccessors(nonPublic: true).First(IsVisible);
        string required = property.GetCustomAttribute<RequiredMemberAttribute>() is null ? "" : "required ";
        string index = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{Parameters(property.GetIndexParameters())}]";
        string accessors = (property.GetMethod is { } get && IsVisible(get) ? " get;" : "")
            + (property.SetMethod is { } set && IsVisible(set)
                ? set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
                : "");
        return $"{Access(first)}{Modifiers(first)}{required}{Annotated(property.PropertyType, Nullability.Create(property))} {index} {{{accessors} }}";
    }

    private static string Method(MethodInfo method)
    {
        Type[] generic = method.GetGenericArguments();
        string arguments = generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(TypeName))}>";
        return $"{Access(method)}{Modifiers(method)}{ReturnType(method)} {method.Name}{arguments}({Parameters(method)}){Constraints(generic)}";
    }

    private static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true, IsAbstract: true } => "static abstract ",
        { IsStatic: true } => "static ",
        { IsAbstract: true, DeclaringType.IsInterface: false } => "abstract ",
        { IsVirtual: true, IsFinal: false, DeclaringType.IsInterface: false } => method.GetBaseDefinition() == method ? "virtual " : "override ",
        _ => "",
    };

    private static string ReturnType(MethodInfo method) => Annotated(method.ReturnType, Nullability.Create(method.ReturnParameter));

    private static string Parameters(MethodBase method) => Parameters(method.GetParameters());

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        Type type = parameter.ParameterType;
        string passing = !type.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        string many = parameter.GetCustomAttribute<ParamArrayAttribute>() is null ? "" : "params ";
        string fallback = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "";
        return $"{many}{passing}{Annotated(type, Nullability.Create(parameter))} {parameter.Name}{fallback}";
    }));

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Constraints(Type[] generic) => string.Concat(generic.Select(argument =>
    {
        GenericParameterAttributes attributes = argument.GenericParameterAttributes;
        bool isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        List<string> constraints = [];
        if (isStruct)
            constraints.Add("struct");
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            constraints.Add("class");
        constraints.AddRange(argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(TypeName));
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
            constraints.Add("new()");
        return constraints.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", constraints)}";
    }));

    private static IEnumerable<Type> DirectBases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            yield return parent;
        var inherited = type.GetInterfaces().SelectMany(i => i.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        foreach (Type implemented in type.GetInterfaces())
            if (!inherited.Contains(implemented))
                yield return implemented;
    }

    private static bool IsReadOnly(Type type) => type.GetCustomAttribute<IsReadOnlyAttribute>() is not null;

    private static string Annotated(Type type, NullabilityInfo nullability)
    {
        if (type.IsByRef)
            type = type.GetElementType()!; // a reference refers to something
        string name = type switch
        {
            { IsArray: true } when nullability.ElementType is { } element => $"{Annotated(type.GetElementType()!, element)}[]",
            { IsGenericType: true } when Nullable.GetUnderlyingType(type) is null && nullability.GenericTypeArguments.Length > 0 =>
                Generic(type, [.. type.GetGenericArguments().Zip(nullability.GenericTypeArguments, Annotated)]),
            _ => TypeName(type),
        };
        return nullability.ReadState == NullabilityState.Nullable && !type.IsValueType && !type.IsGenericParameter ? name + "?" : name;
    }

    private static string TypeName(Type type) => type switch
    {
        _ when Keywords.TryGetValue(type, out string? keyword) => keyword,
        { IsGenericParameter: true } => type.Name,
        { IsByRef: true } or { IsPointer: true } => TypeName(type.GetElementType()!) + (type.IsPointer ? "*" : "&"),
        { IsArray: true } => $"{TypeName(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]",
        _ when Nullable.GetUnderlyingType(type) is { } value => TypeName(value) + "?",
        { IsGenericType: true } => Generic(type, [.. type.GetGenericArguments().Select(TypeName)]),
        _ => (type.FullName ?? type.Name).Replace('+', '.'),
    };

    private static string Generic(Type type, string[] arguments)
    {
        string name = (type.GetGenericTypeDefinition().FullName ?? type.Name).Replace('+', '.');
        return $"{name[..name.IndexOf('`')]}<{string.Join(", ", arguments)}>";
    }
}
