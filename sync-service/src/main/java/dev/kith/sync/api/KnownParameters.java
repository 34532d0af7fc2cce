package dev.kith.sync.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a list that is asked for by what it cannot be narrowed by: everything would look like what was asked for. */
class KnownParameters {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo request) {
        Method method = resource.getResourceMethod();
        if (!method.isAnnotationPresent(GET.class) || !isList(method.getGenericReturnType())) {
            return;
        }
        Set<String> names = known.computeIfAbsent(method, KnownParameters::namesOf);
        Map<String, List<String>> problems = new TreeMap<>();
        request.getQueryParameters().keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.put(name, List.of(problem(names))));
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }

    private static String problem(Set<String> names) {
        return names.isEmpty()
                ? "is unknown here: this list takes no parameters"
                : "is unknown here: this list takes " + String.join(", ", names);
    }

    private static Set<String> namesOf(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            RestQuery query = parameter.getAnnotation(RestQuery.class);
            if (query != null) {
                names.add(query.value().isEmpty() ? parameter.getName() : query.value());
            }
        }
        return names;
    }

    /** Whether a method answers an envelope with a list in it. */
    private static boolean isList(Type answer) {
        return argument(answer) instanceof ParameterizedType envelope
                && envelope.getRawType() == Envelope.class
                && argument(envelope) instanceof ParameterizedType content
                && content.getRawType() == List.class;
    }

    private static Type argument(Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
    }
}
